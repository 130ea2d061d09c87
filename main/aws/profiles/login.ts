import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const cachedLogin = z.object({
  accessToken: z.object({
    accessKeyId: z.string(),
    secretAccessKey: z.string(),
    sessionToken: z.string(),
    accountId: z.string().optional(),
    expiresAt: z.string(),
  }),
});

export type CachedLogin = z.infer<typeof cachedLogin>;

/** The session that `aws login` left, by its `login_session`; null where there is none that can be read. */
export async function readLoginToken(loginCache: string, session: string): Promise<CachedLogin | null> {
  const name = `${createHash('sha256').update(session).digest('hex')}.json`;
  try {
    return cachedLogin.parse(JSON.parse(await readFile(join(loginCache, name), 'utf8')));
  } catch {
    return null;
  }
}

/** Milliseconds that its keys still last; 0 or less when they have ended, or do not say when they do. */
export function loginLeftMs({ accessToken }: CachedLogin, now: Date): number {
  const left = Date.parse(accessToken.expiresAt) - now.getTime();
  return Number.isNaN(left) ? 0 : left;
}
