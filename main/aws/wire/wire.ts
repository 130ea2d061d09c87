import { CALL_TIMEOUT_MS, Deadlines } from '../deadline.ts';
import { Connections } from './connections.ts';
import { Exchange, type WireAnswer } from './exchange.ts';
import { amzDate, authorization, type SigningCredentials, type SigningScope } from './signature.ts';

interface WireRequest {
  readonly url: URL;
  readonly scope: SigningScope;
  /** X-Amz-Target, e.g. `TrentService.DescribeKey`. */
  readonly target: string;
  /** JSON text. */
  readonly body: string;
  readonly credentials: SigningCredentials;
  readonly userAgent: string;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** The connections of a process to AWS, shared by all sessions. */
export interface Wire {
  /**
   * Signs and sends one AWS JSON 1.1 request, once. Throws what undici throws, DeadlineError, AnswerTooLarge, or
   * the signal's reason.
   */
  send(request: WireRequest): Promise<WireAnswer>;
  close(): Promise<void>;
}

/** `connections`: the most that are open to one host at a time. `timeoutMs`: for one call, from queue to last byte. */
export function openWire(options: { connections?: number; timeoutMs?: number } = {}): Wire {
  const { connections = 512, timeoutMs = CALL_TIMEOUT_MS } = options;
  const deadlines = new Deadlines(timeoutMs);
  const hosts = new Map<string, Connections>();

  const hostOf = ({ origin }: URL): Connections => {
    const known = hosts.get(origin);
    if (known) return known;
    const host = new Connections(origin, connections);
    hosts.set(origin, host);
    return host;
  };

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const { url, signal, body } = request;
        let end = (reason: unknown): void => {
          leave();
          reject(reason);
        };
        const release = deadlines.watch(signal, (reason) => end(reason));
        const host = hostOf(url);
        const leave = host.take((client) => {
          const exchange = new Exchange({
            host: url.host,
            resolve: (answer) => {
              release();
              resolve(answer);
            },
            reject: (error) => {
              release();
              reject(error);
            },
            over: () => host.free(client),
          });
          end = (reason) => exchange.end(reason);
          client.dispatch(
            { path: url.pathname, method: 'POST', headers: signedHeaders(request), body },
            exchange,
          );
        });
      }),
    close: async () => {
      await Promise.all([...hosts.values()].map((host) => host.close()));
    },
  };
}

/** Names and values in turn, as undici takes them at the least expense. */
function signedHeaders(request: WireRequest): string[] {
  const date = amzDate(request.now);
  const { sessionToken } = request.credentials;
  const headers = [
    'content-type',
    'application/x-amz-json-1.1',
    'host',
    request.url.host,
    'x-amz-date',
    date,
  ];
  if (sessionToken !== undefined) headers.push('x-amz-security-token', sessionToken);
  headers.push('x-amz-target', request.target);
  const signed = authorization(
    { path: request.url.pathname, headers, body: request.body, amzDate: date },
    request.credentials,
    request.scope,
  );
  headers.push('authorization', signed, 'user-agent', request.userAgent);
  return headers;
}
