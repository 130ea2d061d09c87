import type { EndpointSettings } from '../endpoint.ts';
import type { Now } from '../environment.ts';
import { CredentialsError } from '../errors/credentials.ts';
import { ssoSignInAction } from '../profiles/command.ts';
import type { CachedToken, SsoSettings } from '../profiles/sso.ts';
import { cacheTime, writeSsoToken } from './cache.ts';
import { isPassing, noAnswer, signInCancelled } from './faults.ts';
import {
  type DeviceCode,
  type Oidc,
  type OidcClient,
  OidcRefusal,
  type OidcToken,
  openOidc,
} from './oidc.ts';

/** Where the user confirms the sign-in, and the code that must be shown there. */
export interface Verification {
  /** Always https. */
  readonly url: string;
  readonly code: string;
  readonly expiresAt: Date;
}

export interface DeviceSignIn {
  readonly profile: string;
  readonly settings: SsoSettings;
  readonly endpoints: EndpointSettings;
  readonly now: Now;
  /** Waits `ms`; rejects at once when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onVerify: (verification: Verification) => void;
}

/** RFC 8628, section 3.5: what `slow_down` adds to the interval, for this and all later polls. */
const SLOW_DOWN_SECONDS = 5;

/**
 * Signs in to IAM Identity Center by the device flow, without the AWS CLI, and keeps the token in its cache. The user
 * confirms in any browser. Throws CredentialsError.
 */
export async function signInDevice(options: DeviceSignIn): Promise<void> {
  const { profile, settings, now, signal } = options;
  const oidc = openOidc(options.endpoints, settings.region);
  try {
    const client = await oidc.register(settings.scopes, signal);
    const device = await oidc.startDevice(client, settings.startUrl, signal);
    const expiresAt = new Date(now().getTime() + device.expiresInSeconds * 1000);
    options.onVerify({ url: checkedUrl(device, profile), code: device.userCode, expiresAt });
    const token = await poll(options, oidc, client, device, expiresAt);
    await writeSsoToken(
      options.endpoints.config.paths.ssoCache,
      settings.tokenId,
      cached(settings, client, token, now()),
    );
  } catch (error) {
    if (signal.aborted) throw signInCancelled(profile);
    throw isFileFault(error) ? unkept(profile, options, error) : noAnswer(profile, error);
  }
}

async function poll(
  { profile, now, sleep, signal }: DeviceSignIn,
  oidc: Oidc,
  client: OidcClient,
  device: DeviceCode,
  expiresAt: Date,
): Promise<OidcToken> {
  let interval = device.intervalSeconds;
  while (now() < expiresAt) {
    await sleep(interval * 1000, signal);
    try {
      return await oidc.deviceToken(client, device.deviceCode, signal);
    } catch (error) {
      const word = error instanceof OidcRefusal ? error.error : null;
      if (word === 'slow_down') interval += SLOW_DOWN_SECONDS;
      else if (word === 'access_denied') throw refused(profile);
      else if (word === 'expired_token') break;
      else if (word !== 'authorization_pending' && !isPassing(error)) throw error;
    }
  }
  throw new CredentialsError({
    outcome: 'expired',
    code: 'SignInExpired',
    message: `The sign-in of profile ${profile} was not confirmed in time`,
    action: ssoSignInAction(profile),
  });
}

function refused(profile: string): CredentialsError {
  return new CredentialsError({
    outcome: 'denied',
    code: 'SignInDenied',
    message: `The sign-in of profile ${profile} was refused in the browser`,
    action: ssoSignInAction(profile),
  });
}

/** The page opens this address: nothing but https, whoever answered. */
function checkedUrl({ url }: DeviceCode, profile: string): string {
  if (URL.canParse(url) && new URL(url).protocol === 'https:') return url;
  throw new CredentialsError({
    outcome: 'malformed',
    code: 'MalformedAnswer',
    message: `The sign-in service of profile ${profile} names a page that is not https`,
    action: `Check sso_start_url and sso_region of profile ${profile}`,
  });
}

function cached(settings: SsoSettings, client: OidcClient, token: OidcToken, now: Date): CachedToken {
  return {
    startUrl: settings.startUrl,
    region: settings.region,
    accessToken: token.accessToken,
    expiresAt: cacheTime(now.getTime() + token.expiresInSeconds * 1000),
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    ...(client.expiresAt === null ? {} : { registrationExpiresAt: cacheTime(client.expiresAt) }),
    ...(token.refreshToken === null ? {} : { refreshToken: token.refreshToken }),
  };
}

function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'path' in error && 'syscall' in error;
}

function unkept(profile: string, options: DeviceSignIn, error: NodeJS.ErrnoException): CredentialsError {
  const folder = options.endpoints.config.paths.ssoCache;
  return new CredentialsError({
    outcome: 'failed',
    code: error.code ?? 'Unknown',
    message: `The session of profile ${profile} could not be kept in ${folder} (${error.code ?? 'unknown'})`,
    action: `Make ${folder} writable for your user`,
  });
}
