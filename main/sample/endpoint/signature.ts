import { createHmac, hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsRefusal, type Service } from './call.ts';

/** The Authorization header of Signature Version 4, taken apart. */
export interface Signature {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: string;
  readonly signature: string;
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/;

export function signatureOf(authorization: string | undefined): Signature {
  const match = HEADER.exec(authorization ?? '');
  if (!match)
    throw new AwsRefusal('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] =
    match;
  return { accessKeyId, date, region, service, signedHeaders, signature };
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function canonicalQuery(query: string): string {
  const strict = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join('&');
}

function canonical(request: IncomingMessage, signed: string, body: string): string {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const headers = signed
    .split(';')
    .map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replaceAll(/ +/g, ' ')}\n`,
    )
    .join('');
  return `${request.method}\n${path}\n${query === '' ? '' : canonicalQuery(query)}\n${headers}\n${signed}\n${sha256(body)}`;
}

function mismatch(service: Service): AwsRefusal {
  return new AwsRefusal(
    service === 'sts' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    service === 'sts' || service === 'account' ? 403 : 400,
  );
}

/** Checks signatures as AWS does (Signature Version 4); the derived key of each credential scope is kept. */
export class SignatureCheck {
  readonly #keys = new Map<string, Buffer>();

  /** Throws the refusal of a signature that the secret did not make. */
  check(request: IncomingMessage, body: string, given: Signature, secret: string, service: Service): void {
    const scope = `${given.date}/${given.region}/${given.service}/aws4_request`;
    const digest = sha256(canonical(request, given.signedHeaders, body));
    const text = `AWS4-HMAC-SHA256\n${request.headers['x-amz-date']}\n${scope}\n${digest}`;
    const expected = hmac(this.#keyOf(given, secret, scope), text).toString('hex');
    if (expected !== given.signature) throw mismatch(service);
  }

  #keyOf(given: Signature, secret: string, scope: string): Buffer {
    const id = `${given.accessKeyId}/${scope}`;
    const known = this.#keys.get(id);
    if (known) return known;
    const parts = [given.date, given.region, given.service, 'aws4_request'];
    const key = parts.reduce<string | Buffer>((made, part) => hmac(made, part), `AWS4${secret}`) as Buffer;
    this.#keys.set(id, key);
    return key;
  }
}
