import { createHmac, hash } from 'node:crypto';

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface SigningScope {
  readonly region: string;
  /** AWS's signing name of the service. */
  readonly service: string;
}

/** A key is derived by four HMACs and holds for a day; kept with its credentials, it goes when they go. */
const dayKeys = new WeakMap<SigningCredentials, Map<string, Buffer>>();

function dayKey(credentials: SigningCredentials, day: string, { region, service }: SigningScope): Buffer {
  const keys = dayKeys.get(credentials) ?? new Map<string, Buffer>();
  dayKeys.set(credentials, keys);
  const name = `${day}/${region}/${service}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  let key: Buffer = Buffer.from(`AWS4${credentials.secretAccessKey}`);
  for (const part of [day, region, service, 'aws4_request']) {
    key = createHmac('sha256', key).update(part).digest();
  }
  keys.set(name, key);
  return key;
}

let lastDate = { second: Number.NaN, text: '' };

/** `20261124T091200Z`; written once a second, whatever is sent in it. */
export function amzDate(now: Date): string {
  const second = Math.floor(now.getTime() / 1000);
  if (lastDate.second !== second) {
    lastDate = { second, text: now.toISOString().replace(/[-:]|\.\d{3}/g, '') };
  }
  return lastDate.text;
}

/**
 * The Authorization header of a POST without a query, AWS Signature Version 4.
 * `headers`: names and values in turn, names in lower case and alphabetical order, `x-amz-date` among them; all of them
 * are signed.
 */
export function authorization(
  request: {
    readonly path: string;
    readonly headers: readonly string[];
    readonly body: string;
    readonly amzDate: string;
  },
  credentials: SigningCredentials,
  scope: SigningScope,
): string {
  const day = request.amzDate.slice(0, 8);
  let canonicalHeaders = '';
  let signedHeaders = '';
  for (let at = 0; at < request.headers.length; at += 2) {
    const name = request.headers[at] ?? '';
    canonicalHeaders += `${name}:${request.headers[at + 1]}\n`;
    signedHeaders += at === 0 ? name : `;${name}`;
  }
  const canonical = `POST\n${request.path}\n\n${canonicalHeaders}\n${signedHeaders}\n${sha256(request.body)}`;
  const credentialScope = `${day}/${scope.region}/${scope.service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${request.amzDate}\n${credentialScope}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', dayKey(credentials, day, scope))
    .update(text)
    .digest('hex');
  return `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${credentialScope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
