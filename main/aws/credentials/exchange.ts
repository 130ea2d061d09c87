import { request } from 'undici';
import { DeadlineError } from '../deadline.ts';

export interface Exchange {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** 15,000 unless given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** AWS's error code, where it sends one as a header. */
  readonly errorType: string | null;
  readonly text: string;
}

const TIMEOUT_MS = 15_000;

/**
 * One unsigned HTTP request, for the calls that come before there are credentials to sign with. Follows no redirect,
 * so that a token goes nowhere else. Throws what undici throws, DeadlineError, or the signal's reason.
 */
export async function exchange(wanted: Exchange): Promise<ExchangeAnswer> {
  const { url, method, headers = {}, body, timeoutMs = TIMEOUT_MS, signal } = wanted;
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await request(url, {
      method,
      headers,
      body: body ?? null,
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    const text = await answer.body.text();
    const type = answer.headers['x-amzn-errortype'];
    return {
      status: answer.statusCode,
      errorType: typeof type === 'string' ? type.replace(/:.*$/, '') : null,
      text,
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.aborted) throw new DeadlineError(`No whole answer within ${timeoutMs} ms`);
    throw error;
  }
}
