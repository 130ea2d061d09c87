import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface GateRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Who may pass to the core over loopback. Any page that the user has open can send requests here, so each of these
 * stands alone: the exact Host (DNS rebinding), our own Origin, a same-origin fetch, POST of JSON only (a form or a
 * multipart body is sent without a preflight), and this run's token. Answers the reason to refuse, or null.
 */
export function refuse(request: GateRequest, port: number, token: string): string | null {
  const { headers } = request;
  const host = `127.0.0.1:${port}`;
  if (headers.host !== host) return 'host';
  if (request.method !== 'POST') return 'method';
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'origin';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return 'site';
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return 'type';
  if (!same(headers.authorization ?? '', `Bearer ${token}`)) return 'token';
  return null;
}
