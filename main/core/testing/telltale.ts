import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PLANTED } from './planted.ts';

export interface Telltale {
  readonly url: string;
  close(): Promise<void>;
}

/** What a badly made proxy says in an error: what it was sent, the secret parts first, as messages are cut. */
function quoted({ headers }: IncomingMessage, body: string): string {
  const form = new URLSearchParams(body);
  const parts = [
    'not authorized:',
    form.get('ExternalId'),
    headers['x-amz-security-token'],
    headers['x-amz-sso_bearer_token'],
    headers.authorization,
    body,
  ];
  return parts.filter((part) => part).join(' ');
}

function withPassword(answer: string): string {
  const { Clusters = [], ...rest } = JSON.parse(answer);
  const clusters = Clusters.map((cluster: object) => ({ ...cluster, PreCoPassword: PLANTED.preCoPassword }));
  return JSON.stringify({ ...rest, Clusters: clusters });
}

interface Said {
  readonly status: number;
  readonly text: string;
  readonly type: string;
}

async function forwarded(upstream: string, request: IncomingMessage, body: string): Promise<Said> {
  const own = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect'];
  const headers = Object.entries(request.headers)
    .filter(([name]) => !own.includes(name))
    .map(([name, value]): [string, string] => [name, String(value)]);
  const response = await fetch(new URL(request.url ?? '/', upstream), {
    method: request.method ?? 'POST',
    headers,
    ...(request.method === 'GET' ? {} : { body }),
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, text: await response.text(), type };
}

/** A request of KMS or CloudHSM, by the operation that its header names. */
function toldOf(operation: string, region: string | undefined, said: Said, words: string): Said {
  const refused = JSON.stringify({ __type: 'AccessDeniedException', message: words });
  switch (operation) {
    case 'DescribeClusters':
      return said.status === 200 ? { ...said, text: withPassword(said.text) } : said;
    case 'ListAliases':
      return region === 'eu-west-1'
        ? { ...said, status: 400, text: refused }
        : { ...said, status: 200, text: `{"Aliases": ${words}` };
    case 'GetKeyRotationStatus':
      return region === 'eu-west-1' ? { status: 500, text: words, type: 'text/html' } : said;
    default:
      return said;
  }
}

/**
 * Stands between the reader and the sample's endpoint and tells what it should not: CloudHSM's PRECO password in every
 * cluster, requests quoted in refusals, and answers that carry credentials cut in the middle.
 */
export async function serveTelltale(upstream: string): Promise<Telltale> {
  let sessions = 0;
  const answer = async (request: IncomingMessage, body: string): Promise<Said> => {
    const said = await forwarded(upstream, request, body);
    const words = quoted(request, body);
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1];
    const region = /\/([a-z0-9-]+)\/[a-z]+\/aws4_request/.exec(request.headers.authorization ?? '')?.[1];
    if (operation !== undefined) return toldOf(operation, region, said, words);
    const { text } = said;
    if (said.status !== 200 && said.type.includes('xml'))
      return { ...said, text: text.replace('<Message>', `<Message>${words.replaceAll('&', '&amp;')} `) };
    if (said.status !== 200) return { ...said, text: JSON.stringify({ message: words }) };
    const cut = text.includes('<SessionToken>') && sessions++ === 0;
    return cut ? { ...said, text: text.slice(0, text.indexOf('</SessionToken>')) } : said;
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      answer(request, Buffer.concat(parts).toString()).then(
        ({ status, text, type }) => response.writeHead(status, { 'content-type': type }).end(text),
        () => response.socket?.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
