import { randomBytes } from 'node:crypto';

/** Where the page's own script left room for the nonce of its style elements. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * What a page of either door may do: load and run its own files, talk to its own origin, nothing else. Style elements
 * need the nonce of this very answer, as the component library writes its variables into one.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** The headers of a static file, and its bytes with the nonce put in where it is the page itself. */
export function secured(type: string, bytes: Buffer): { headers: Record<string, string>; bytes: Buffer } {
  const nonce = randomBytes(16).toString('base64');
  const page = type.startsWith('text/html');
  return {
    headers: {
      ...ALWAYS,
      'Content-Type': type,
      'Cache-Control': page ? 'no-store' : 'max-age=31536000, immutable',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
    },
    bytes: page ? Buffer.from(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)) : bytes,
  };
}
