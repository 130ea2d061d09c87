import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The operation as far as the protocol tells: X-Amz-Target's last part, the Action of a query, or the path. */
  readonly operation: string;
}

export type Answer =
  | { readonly status?: number; readonly json: unknown; readonly errorType?: string }
  | { readonly status?: number; readonly text: string }
  | 'hang'
  | 'reset';

/** An AWS endpoint on loopback that answers as it is told, and remembers what it was asked. */
export async function fakeEndpoint(answer: (request: SeenRequest) => Answer) {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const one = seenRequest(request, body);
      seen.push(one);
      send(answer(one), request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    request.socket.destroy();
    return;
  }
  const headers =
    'json' in answer && answer.errorType !== undefined ? { 'x-amzn-errortype': answer.errorType } : {};
  response.writeHead(answer.status ?? 200, headers);
  response.end('json' in answer ? JSON.stringify(answer.json) : answer.text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function seenRequest(request: IncomingMessage, body: string): SeenRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const path = request.url ?? '';
  const action = new URLSearchParams(body).get('Action');
  const target = headers['x-amz-target'];
  return {
    method: request.method ?? '',
    path,
    headers,
    body,
    operation: target?.slice(target.lastIndexOf('.') + 1) ?? action ?? path.split('?')[0] ?? '',
  };
}
