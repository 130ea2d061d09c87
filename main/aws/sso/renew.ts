import type { EndpointSettings } from '../endpoint.ts';
import type { Now } from '../environment.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import {
  type CachedToken,
  isRenewable,
  readSsoToken,
  type SsoSettings,
  tokenLeftMs,
} from '../profiles/sso.ts';
import { cacheTime, writeSsoToken } from './cache.ts';
import { noAnswer, signInNeeded } from './faults.ts';
import { OidcRefusal, openOidc } from './oidc.ts';

/** As the AWS SDK does (facts section 8). */
const RENEW_AHEAD_MS = 5 * 60_000;

/**
 * The token of an SSO profile from the cache, renewed and written back where it ends within five minutes and can be.
 * Throws CredentialsError where the user has to sign in.
 */
export async function currentToken(
  root: ChainRoot,
  settings: SsoSettings,
  endpoints: EndpointSettings,
  now: Now,
): Promise<CachedToken> {
  const token = await readSsoToken(endpoints.config.paths.ssoCache, settings.tokenId);
  if (token === null)
    throw signInNeeded(root.profile, `There is no SSO session for profile ${root.profile} yet`);
  const left = tokenLeftMs(token, now()) ?? 0;
  if (left > RENEW_AHEAD_MS) return token;
  if (isRenewable(root, token, now())) {
    try {
      return await renewed(token, settings, endpoints, now);
    } catch (error) {
      if (left <= 0) throw refused(root, error);
    }
  }
  if (left > 0) return token;
  throw signInNeeded(root.profile, `The SSO session of profile ${root.profile} has ended`);
}

async function renewed(
  token: CachedToken,
  settings: SsoSettings,
  endpoints: EndpointSettings,
  now: Now,
): Promise<CachedToken> {
  const { clientId = '', clientSecret = '', refreshToken = '' } = token;
  const answer = await openOidc(endpoints, settings.region).refresh({ clientId, clientSecret }, refreshToken);
  const fresh: CachedToken = {
    ...token,
    accessToken: answer.accessToken,
    expiresAt: cacheTime(now().getTime() + answer.expiresInSeconds * 1000),
    refreshToken: answer.refreshToken ?? refreshToken,
  };
  await writeSsoToken(endpoints.config.paths.ssoCache, settings.tokenId, fresh);
  return fresh;
}

/** OAuth's words for a grant that is over; anything else may pass. */
const OVER = new Set([
  'invalid_grant',
  'expired_token',
  'access_denied',
  'invalid_client',
  'unauthorized_client',
]);

function refused({ profile }: ChainRoot, error: unknown) {
  if (error instanceof OidcRefusal && OVER.has(error.error)) {
    return signInNeeded(profile, `The SSO session of profile ${profile} has ended and could not be renewed`);
  }
  return noAnswer(profile, error);
}
