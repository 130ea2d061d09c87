import { AwsRefusal, type Input, list, text } from './call.ts';

/** How the sample's user behaves at sign-in, and what of it is made short for tests. */
export interface SignInManners {
  /** Polls that are answered "pending" before the user has confirmed; 1 when left out. */
  readonly pending?: number;
  /** Polls that are answered "slow down" before that; none when left out. */
  readonly slowDown?: number;
  /** What the user does in the end, `allow` when left out; `never` leaves it to the code's own end. */
  readonly user?: 'allow' | 'deny' | 'expire' | 'never';
  /** Seconds that an access token lasts; 8 hours when left out. */
  readonly tokenSeconds?: number;
  /** Seconds that a device code lasts; 600 when left out. */
  readonly codeSeconds?: number;
  /** The code that the MFA device shows; 123456 when left out. */
  readonly mfaCode?: string;
}

const REGISTRATION_SECONDS = 90 * 86_400;
const INTERVAL_SECONDS = 1;
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

interface Device {
  readonly clientId: string;
  readonly expiresAt: number;
  polls: number;
  spent: boolean;
}

interface Client {
  readonly secret: string;
  readonly renewable: boolean;
}

/** SSO OIDC's side of a device sign-in: clients, codes, tokens. Times in ms since 1970. */
export class DeviceDesk {
  readonly #manners: SignInManners;
  readonly #clients = new Map<string, Client>();
  readonly #devices = new Map<string, Device>();
  readonly #tokens = new Map<string, number>();
  readonly #refresh = new Map<string, string>();
  #serial = 0;

  constructor(manners: SignInManners) {
    this.#manners = manners;
  }

  isToken(token: string, now: number): boolean {
    return now < (this.#tokens.get(token) ?? 0);
  }

  answer(name: string, input: Input, now: number): object {
    switch (name) {
      case 'RegisterClient':
        return this.#register(input, now);
      case 'StartDeviceAuthorization':
        return this.#start(input, now);
      case 'CreateToken':
        return this.#token(input, now);
      default:
        throw new AwsRefusal('InvalidRequestException', `${name} is not part of the sample.`);
    }
  }

  #register(input: Input, now: number): object {
    if (text(input, 'clientName') === undefined || text(input, 'clientType') !== 'public')
      throw invalid('client metadata');
    const clientId = `northwind-client-${this.#serial++}`;
    const secret = `northwind-client-secret-${clientId}`;
    this.#clients.set(clientId, { secret, renewable: list(input, 'scopes').includes('sso:account:access') });
    return {
      clientId,
      clientSecret: secret,
      clientIdIssuedAt: Math.floor(now / 1000),
      clientSecretExpiresAt: Math.floor(now / 1000) + REGISTRATION_SECONDS,
    };
  }

  #start(input: Input, now: number): object {
    const clientId = this.#clientOf(input);
    if (!text(input, 'startUrl')?.startsWith('https://')) throw invalid('start URL');
    const serial = this.#serial++;
    const deviceCode = `northwind-device-${serial}`;
    const { codeSeconds = 600 } = this.#manners;
    this.#devices.set(deviceCode, { clientId, expiresAt: now + codeSeconds * 1000, polls: 0, spent: false });
    const userCode = `NRTH-${String(serial).padStart(4, '0')}`;
    const verificationUri = 'https://sign-in.northwind.example/device';
    return {
      deviceCode,
      userCode,
      verificationUri,
      verificationUriComplete: `${verificationUri}?user_code=${userCode}`,
      expiresIn: codeSeconds,
      interval: INTERVAL_SECONDS,
    };
  }

  #token(input: Input, now: number): object {
    const clientId = this.#clientOf(input);
    if (text(input, 'grantType') === 'refresh_token')
      return this.#renew(clientId, text(input, 'refreshToken') ?? '', now);
    if (text(input, 'grantType') !== DEVICE_GRANT) {
      throw new AwsRefusal('UnsupportedGrantTypeException', 'unsupported_grant_type');
    }
    const device = this.#devices.get(text(input, 'deviceCode') ?? '');
    if (device?.clientId !== clientId || device.spent)
      throw new AwsRefusal('InvalidGrantException', 'invalid_grant');
    const { pending = 1, slowDown = 0, user = 'allow' } = this.#manners;
    device.polls++;
    if (now >= device.expiresAt) throw new AwsRefusal('ExpiredTokenException', 'expired_token');
    if (device.polls <= slowDown) throw new AwsRefusal('SlowDownException', 'slow_down');
    if (device.polls <= slowDown + pending || user === 'never') {
      throw new AwsRefusal('AuthorizationPendingException', 'authorization_pending');
    }
    if (user === 'deny') throw new AwsRefusal('AccessDeniedException', 'access_denied');
    if (user === 'expire') throw new AwsRefusal('ExpiredTokenException', 'expired_token');
    device.spent = true;
    return this.#issue(clientId, now);
  }

  #renew(clientId: string, refreshToken: string, now: number): object {
    if (this.#refresh.get(refreshToken) !== clientId)
      throw new AwsRefusal('InvalidGrantException', 'invalid_grant');
    this.#refresh.delete(refreshToken);
    return this.#issue(clientId, now);
  }

  #issue(clientId: string, now: number): object {
    const { tokenSeconds = 8 * 3600 } = this.#manners;
    const accessToken = `northwind-access-token-${this.#serial++}`;
    this.#tokens.set(accessToken, now + tokenSeconds * 1000);
    const answer = { accessToken, tokenType: 'Bearer', expiresIn: tokenSeconds };
    if (!this.#clients.get(clientId)?.renewable) return answer;
    const refreshToken = `northwind-refresh-token-${this.#serial++}`;
    this.#refresh.set(refreshToken, clientId);
    return { ...answer, refreshToken };
  }

  #clientOf(input: Input): string {
    const clientId = text(input, 'clientId') ?? '';
    const client = this.#clients.get(clientId);
    if (client === undefined || client.secret !== text(input, 'clientSecret')) {
      throw new AwsRefusal('InvalidClientException', 'invalid_client', 401);
    }
    return clientId;
  }
}

function invalid(what: string): AwsRefusal {
  return new AwsRefusal('InvalidRequestException', `invalid_request: ${what}`);
}

/** OIDC says what is wrong in OAuth's words, with AWS's code in the header. */
export function oidcBody({ message }: AwsRefusal): string {
  const error = /^\w+/.exec(message)?.[0] ?? 'invalid_request';
  return JSON.stringify({ error, error_description: message });
}
