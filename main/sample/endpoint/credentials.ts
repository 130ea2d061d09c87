import { mix } from '../generate/draw.ts';
import type { Caller } from './call.ts';

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

/** The web identity token that STS takes for AssumeRoleWithWebIdentity. */
export const WEB_IDENTITY_TOKEN = 'northwind-sample-web-identity-token';

export interface TemporaryCredentials extends SampleCredentials {
  readonly sessionToken: string;
  /** Ms since 1970. */
  readonly expiration: number;
}

/** What is known of an access key id. */
export interface Holder {
  readonly caller: Caller;
  readonly secretAccessKey: string;
  /** Null for long-term keys. */
  readonly sessionToken: string | null;
  /** Ms since 1970. */
  readonly expiration: number;
}

/** Who an access key id belongs to. */
export class CredentialBook {
  readonly #issued = new Map<string, Holder>();
  #count = 0;

  holderOf(accessKeyId: string, managementId: string): Holder | undefined {
    if (accessKeyId !== AUDIT_USER.accessKeyId) return this.#issued.get(accessKeyId);
    const caller = { accountId: managementId, arn: `arn:aws:iam::${managementId}:user/${AUDIT_USER_NAME}` };
    const expiration = Number.POSITIVE_INFINITY;
    return { caller, secretAccessKey: AUDIT_USER.secretAccessKey, sessionToken: null, expiration };
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
    const secretAccessKey = `northwind/sample/${accessKeyId}`;
    const sessionToken = `northwind-session-${accessKeyId}`;
    this.#issued.set(accessKeyId, { caller: { accountId, arn }, secretAccessKey, sessionToken, expiration });
    return { accessKeyId, secretAccessKey, sessionToken, expiration, arn };
  }
}
