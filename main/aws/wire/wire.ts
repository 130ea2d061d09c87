import { EventEmitter } from 'node:events';
import { Agent, type Dispatcher } from 'undici';
import { CALL_TIMEOUT_MS, withDeadline } from '../deadline.ts';
import { amzDate, authorization, type SigningCredentials, type SigningScope } from './signature.ts';

/** AWS's largest page that we ask for is far below this; anything longer is not an answer of AWS. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5_000;

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

interface WireAnswer {
  readonly status: number;
  /** `x-amzn-errortype`, where the service sends the error code as a header. */
  readonly errorType: string | null;
  readonly body: string;
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

/** The answer was larger than any of AWS's. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
  readonly code = 'TOO_LARGE';
}

/** `connections`: the most that are open to one host at a time. `timeoutMs`: for one call, from queue to last byte. */
export function openWire(options: { connections?: number; timeoutMs?: number } = {}): Wire {
  const { connections = 200, timeoutMs = CALL_TIMEOUT_MS } = options;
  const agent = new Agent({
    connections,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    send: (request) => {
      // undici takes an emitter for a signal, at a fraction of the cost.
      const ending = new EventEmitter();
      const stop = () => ending.emit('abort');
      return withDeadline(request.signal, timeoutMs, stop, async () => {
        const { statusCode, headers, body } = await agent.request({
          origin: request.url.origin,
          path: request.url.pathname,
          method: 'POST',
          headers: signedHeaders(request),
          body: request.body,
          signal: ending,
        });
        const errorType = headers['x-amzn-errortype'];
        return {
          status: statusCode,
          errorType: typeof errorType === 'string' ? errorType : null,
          body: await readText(body, request.url.host),
        };
      });
    },
    close: () => agent.destroy(),
  };
}

function signedHeaders(request: WireRequest): Record<string, string> {
  const date = amzDate(request.now);
  const { sessionToken } = request.credentials;
  const headers: [string, string][] = [
    ['content-type', 'application/x-amz-json-1.1'],
    ['host', request.url.host],
    ['x-amz-date', date],
  ];
  if (sessionToken !== undefined) headers.push(['x-amz-security-token', sessionToken]);
  headers.push(['x-amz-target', request.target]);
  const signed = authorization(
    { path: request.url.pathname, headers, body: request.body, amzDate: date },
    request.credentials,
    request.scope,
  );
  return { ...Object.fromEntries(headers), authorization: signed, 'user-agent': request.userAgent };
}

async function readText(body: Dispatcher.ResponseData['body'], host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) {
      body.destroy();
      throw new AnswerTooLarge(`${host} answered more than ${MAX_ANSWER_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
