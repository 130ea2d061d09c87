import { mix } from '../generate/draw.ts';
import { AwsRefusal, type Caller } from './call.ts';

export interface SampleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The long-term keys of the sample's one user, in the management account. They open nothing but this endpoint. */
export const AUDIT_USER: SampleCredentials = {
  accessKeyId: 'AKIANORTHWINDSAMPLE1',
  secretAccessKey: 'northwind/sample/secret/that/opens/nothing',
};
export const AUDIT_USER_NAME = 'northwind-audit';
export const AUDIT_ROLE = 'key-auditor';
/** The SSO access token that the endpoint takes for GetRoleCredentials. */
export const SSO_TOKEN = 'northwind-sample-sso-token';

export interface TemporaryCredentials extends SampleCredentials {
  readonly sessionToken: string;
  /** Ms since 1970. */
  readonly expiration: number;
}

/** Who an access key id belongs to. Signatures are not checked: nothing behind this endpoint is secret. */
export class CredentialBook {
  readonly #issued = new Map<string, { readonly caller: Caller; readonly expiration: number }>();
  #count = 0;

  callerOf(accessKeyId: string, managementId: string, now: number): Caller | 'expired' | undefined {
    if (accessKeyId === AUDIT_USER.accessKeyId) {
      return { accountId: managementId, arn: `arn:aws:iam::${managementId}:user/${AUDIT_USER_NAME}` };
    }
    const found = this.#issued.get(accessKeyId);
    return found && now >= found.expiration ? 'expired' : found?.caller;
  }

  issue(
    accountId: string,
    session: string,
    seconds: number,
    now: number,
  ): TemporaryCredentials & { readonly arn: string } {
    const serial = this.#count++;
    const letters = mix(serial, 0x51a).toString(36).toUpperCase().padStart(8, '0').slice(-8);
    const accessKeyId = `ASIA${letters}${String(serial).padStart(8, '0')}`;
    const arn = `arn:aws:sts::${accountId}:assumed-role/${AUDIT_ROLE}/${session}`;
    const expiration = now + seconds * 1000;
    this.#issued.set(accessKeyId, { caller: { accountId, arn }, expiration });
    const secretAccessKey = `northwind/sample/${accessKeyId}`;
    return {
      accessKeyId,
      secretAccessKey,
      sessionToken: `northwind-session-${accessKeyId}`,
      expiration,
      arn,
    };
  }
}

export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** Reads the credential scope of a Signature Version 4 Authorization header. */
export function scopeOf(authorization: string | undefined): Scope {
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request,/.exec(
    authorization ?? '',
  );
  if (!match)
    throw new AwsRefusal('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  return { accessKeyId: match[1] ?? '', region: match[2] ?? '', service: match[3] ?? '' };
}
