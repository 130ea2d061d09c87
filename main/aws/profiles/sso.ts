import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChainRoot } from './chain.ts';
import type { SharedConfig } from './files.ts';

/** What an SSO profile needs besides a token; `tokenId` names the cached token (session name, or start URL). */
export interface SsoSettings {
  readonly tokenId: string;
  readonly startUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly roleName: string;
  /** What a sign-in asks for; empty for a legacy profile, whose token is then not renewable. */
  readonly scopes: readonly string[];
}

/** What the AWS CLI asks for where the sso-session names no scopes. */
const DEFAULT_SCOPES = 'sso:account:access';

/** The settings of an SSO profile, its sso-session section included; else the name of the first one missing. */
export function ssoSettings(config: SharedConfig, root: ChainRoot): SsoSettings | { missing: string } {
  const { section } = root;
  const name = section.sso_session;
  const session = name === undefined ? section : config.ssoSessions.get(name);
  if (session === undefined) return { missing: `[sso-session ${name}]` };
  const { sso_start_url: startUrl, sso_region: region } = session;
  const { sso_account_id: accountId, sso_role_name: roleName } = section;
  if (startUrl === undefined) return { missing: 'sso_start_url' };
  if (region === undefined) return { missing: 'sso_region' };
  if (accountId === undefined) return { missing: 'sso_account_id' };
  if (roleName === undefined) return { missing: 'sso_role_name' };
  const asked = name === undefined ? '' : (session.sso_registration_scopes ?? DEFAULT_SCOPES);
  const scopes = asked.split(/[\s,]+/).filter((scope) => scope !== '');
  return { tokenId: name ?? startUrl, startUrl, region, accountId, roleName, scopes };
}

const cachedToken = z.object({
  accessToken: z.string(),
  expiresAt: z.string(),
  refreshToken: z.string().optional(),
  clientId: z.string().optional(),
  clientSecret: z.string().optional(),
  registrationExpiresAt: z.string().optional(),
  region: z.string().optional(),
  startUrl: z.string().optional(),
});

export type CachedToken = z.infer<typeof cachedToken>;

/** Where the AWS tools look for a token: named by the SHA-1 of its id (facts section 8). */
export function tokenPath(ssoCache: string, tokenId: string): string {
  return join(ssoCache, `${createHash('sha1').update(tokenId).digest('hex')}.json`);
}

/** The token that a sign-in left, ours or `aws sso login`, or null where there is none that can be read: a new sign-in replaces it. */
export async function readSsoToken(ssoCache: string, tokenId: string): Promise<CachedToken | null> {
  try {
    return cachedToken.parse(JSON.parse(await readFile(tokenPath(ssoCache, tokenId), 'utf8')));
  } catch {
    return null;
  }
}

/** Milliseconds that the token still lasts, negative when it has ended; null when it does not say so. */
export function tokenLeftMs(token: CachedToken, now: Date): number | null {
  // Older releases of the AWS CLI end their times in "UTC".
  const left = Date.parse(token.expiresAt.replace(/UTC$/, 'Z')) - now.getTime();
  return Number.isNaN(left) ? null : left;
}

/** As for the AWS SDK: a token of an sso-session is renewed while its registration lasts; never a legacy one. */
export function isRenewable(root: ChainRoot, token: CachedToken, now: Date): boolean {
  const { refreshToken, clientId, clientSecret, registrationExpiresAt } = token;
  return (
    root.kind === 'sso' &&
    [refreshToken, clientId, clientSecret].every((part) => part !== undefined) &&
    (registrationExpiresAt === undefined || Date.parse(registrationExpiresAt) > now.getTime())
  );
}
