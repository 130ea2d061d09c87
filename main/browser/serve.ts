import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { httpHandler, RPC_PREFIX } from '../api/http.ts';
import type { Router } from '../api/router.ts';
import { refuse } from './gate.ts';
import { staticFile } from './static-files.ts';

export interface BrowserDoor {
  /** Where to point a browser; the token is in the fragment, which is never sent to anyone. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface BrowserDoorOptions {
  readonly router: Router;
  /** The folder of the built page. */
  readonly root: string;
  /** 0 picks a free one. */
  readonly port?: number;
  readonly log: (error: unknown) => void;
}

/** How long a request may take to arrive whole: a slow body must not hold a connection. */
const ARRIVAL_MS = 10_000;

/** Serves the page and the contract on 127.0.0.1, behind the gate. */
export async function openBrowserDoor({
  router,
  root,
  port = 0,
  log,
}: BrowserDoorOptions): Promise<BrowserDoor> {
  const token = randomBytes(32).toString('base64url');
  const rpc = httpHandler(router, log);
  let bound = port;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === RPC_PREFIX || pathname.startsWith(`${RPC_PREFIX}/`)) {
      const reason = refuse({ method: request.method ?? '', headers: request.headers }, bound, token);
      if (reason !== null) {
        response
          .writeHead(403, { 'Content-Type': 'text/plain', Connection: 'close' })
          .end(`Refused: ${reason}`);
        return;
      }
      if (!(await rpc(request, response))) response.writeHead(404).end();
      return;
    }
    if (request.headers.host !== `127.0.0.1:${bound}`) {
      response.writeHead(403, { Connection: 'close' }).end();
      return;
    }
    const file = await staticFile(root, request.method ?? '', pathname);
    response.writeHead(file.status, file.headers).end(file.bytes);
  }

  const server = createServer(
    { requestTimeout: ARRIVAL_MS, headersTimeout: ARRIVAL_MS },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        log(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port');
  bound = address.port;

  return {
    address: `http://127.0.0.1:${bound}/#token=${token}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
