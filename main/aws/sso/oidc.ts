import { type Json, object, optionalText, text } from '../answer.ts';
import { exchange } from '../credentials/exchange.ts';
import { type EndpointSettings, endpointUrl } from '../endpoint.ts';

/** A client as IAM Identity Center registers it. */
export interface OidcClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ms since 1970; null where the service does not say. */
  readonly expiresAt: number | null;
}

/** A device sign-in that waits for its user. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  /** With the code in it where the service gives such an address. */
  readonly url: string;
  readonly expiresInSeconds: number;
  readonly intervalSeconds: number;
}

export interface OidcToken {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresInSeconds: number;
}

/** The service refused. `error`: OAuth's word (`authorization_pending`, …), else AWS's code. Carries no token. */
export class OidcRefusal extends Error {
  override readonly name = 'OidcRefusal';
  readonly error: string;
  readonly status: number;

  constructor(error: string, status: number) {
    super(`The sign-in service answered ${error} (HTTP ${status})`);
    this.error = error;
    this.status = status;
  }
}

/** AWS's own clients take this where the service names no interval (RFC 8628, section 3.2). */
const DEFAULT_INTERVAL_SECONDS = 5;

/** SSO OIDC of one region: plain JSON over HTTPS, unsigned. Throws OidcRefusal, MalformedAnswer, network errors. */
export interface Oidc {
  register(scopes: readonly string[], signal: AbortSignal | undefined): Promise<OidcClient>;
  startDevice(client: OidcClient, startUrl: string, signal: AbortSignal | undefined): Promise<DeviceCode>;
  deviceToken(client: OidcClient, deviceCode: string, signal: AbortSignal | undefined): Promise<OidcToken>;
  refresh(client: Pick<OidcClient, 'clientId' | 'clientSecret'>, refreshToken: string): Promise<OidcToken>;
}

export function openOidc(endpoints: EndpointSettings, region: string): Oidc {
  const post = async (path: string, body: Json, signal?: AbortSignal): Promise<Json> => {
    const base = endpointUrl(endpoints, 'sso-oauth', region);
    const answer = await exchange({
      url: new URL(path, base),
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
    if (answer.status === 200) return object(JSON.parse(answer.text), 'the answer');
    throw new OidcRefusal(wordOf(answer.text) ?? answer.errorType ?? 'nothing', answer.status);
  };
  const token = (answer: Json): OidcToken => ({
    accessToken: text(answer, 'accessToken'),
    refreshToken: optionalText(answer, 'refreshToken'),
    expiresInSeconds: seconds(answer, 'expiresIn') ?? 0,
  });

  return {
    register: async (scopes, signal) => {
      const body = {
        clientName: 'keyledger',
        clientType: 'public',
        ...(scopes.length === 0 ? {} : { scopes }),
      };
      const answer = await post('/client/register', body, signal);
      const ends = seconds(answer, 'clientSecretExpiresAt');
      return {
        clientId: text(answer, 'clientId'),
        clientSecret: text(answer, 'clientSecret'),
        expiresAt: ends === null ? null : ends * 1000,
      };
    },
    startDevice: async ({ clientId, clientSecret }, startUrl, signal) => {
      const answer = await post('/device_authorization', { clientId, clientSecret, startUrl }, signal);
      return {
        deviceCode: text(answer, 'deviceCode'),
        userCode: text(answer, 'userCode'),
        url: optionalText(answer, 'verificationUriComplete') ?? text(answer, 'verificationUri'),
        expiresInSeconds: seconds(answer, 'expiresIn') ?? 0,
        intervalSeconds: seconds(answer, 'interval') ?? DEFAULT_INTERVAL_SECONDS,
      };
    },
    deviceToken: async ({ clientId, clientSecret }, deviceCode, signal) => {
      const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
      return token(await post('/token', { clientId, clientSecret, grantType, deviceCode }, signal));
    },
    refresh: async ({ clientId, clientSecret }, refreshToken) =>
      token(await post('/token', { clientId, clientSecret, grantType: 'refresh_token', refreshToken })),
  };
}

function seconds(answer: Json, field: string): number | null {
  const value = answer[field];
  return typeof value === 'number' && value > 0 ? value : null;
}

/** OAuth's error word of a refusal; its description is left out, for it may quote what was sent. */
function wordOf(body: string): string | null {
  try {
    const { error } = object(JSON.parse(body), 'the answer');
    return typeof error === 'string' && /^\w{1,40}$/.test(error) ? error : null;
  } catch {
    return null;
  }
}
