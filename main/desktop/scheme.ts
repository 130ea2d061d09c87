import { join } from 'node:path';
import { protocol } from 'electron';
import { staticFile } from '../browser/static-files.ts';

const SCHEME = 'app';
const HOST = 'keyledger';
export const PAGE = `${SCHEME}://${HOST}/`;

/** Our own page and no other: protocol and host, as `URL.origin` is "null" for a scheme that Node does not know. */
export function isOurPage(address: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(address);
    return scheme === `${SCHEME}:` && host === HOST;
  } catch {
    return false;
  }
}

/** Before `ready`: a standard, secure origin with fetch, and no way around CSP or CORS. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page at app://keyledger/, never a file outside it, with the policy as a header. */
export function servePage(): void {
  const root = join(__dirname, 'renderer');
  protocol.handle(SCHEME, async (request) => {
    if (!isOurPage(request.url)) return new Response('Not found', { status: 404 });
    const { status, headers, bytes } = await staticFile(root, request.method, new URL(request.url).pathname);
    return new Response(Uint8Array.from(bytes), { status, headers });
  });
}
