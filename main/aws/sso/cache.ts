import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CachedToken, tokenPath } from '../profiles/sso.ts';

/**
 * Keeps a token where and as the AWS CLI keeps it, so that either tool finds the other's session. Whole or not at
 * all, and readable by its user only.
 */
export async function writeSsoToken(ssoCache: string, tokenId: string, token: CachedToken): Promise<void> {
  const path = tokenPath(ssoCache, tokenId);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, JSON.stringify(token), { mode: 0o600, flag: 'wx' });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

/** The AWS CLI writes times without fractions of a second. */
export function cacheTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
