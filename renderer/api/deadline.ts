import type { ClientLink } from '@orpc/client';

export type Context = Record<never, never>;
export type Link = ClientLink<Context>;

/** No answer in time. The call was withdrawn; asking again is safe, for every call only reads or is found again. */
export class CallTimeoutError extends Error {
  override readonly name = 'CallTimeoutError';
  readonly seconds: number;

  constructor(path: readonly string[], ms: number) {
    super(`${path.join('.')} was not answered within ${ms / 1000} seconds`);
    this.seconds = ms / 1000;
  }
}

/** Withdraws a call after the milliseconds that `limit` allows it; null is for streams, which end by themselves. */
export function withDeadline(link: Link, limit: (path: readonly string[]) => number | null): Link {
  return {
    call(path, input, options) {
      const ms = limit(path);
      if (ms === null) return link.call(path, input, options);
      const { signal } = options;
      const controller = new AbortController();
      return new Promise((resolve, reject) => {
        const withdraw = (reason: unknown) => {
          reject(reason);
          controller.abort(reason);
        };
        const onAbort = () => withdraw(signal?.reason);
        const timer = setTimeout(() => withdraw(new CallTimeoutError(path, ms)), ms);
        if (signal?.aborted) onAbort();
        signal?.addEventListener('abort', onAbort);
        link
          .call(path, input, { ...options, signal: controller.signal })
          .then(resolve, reject)
          .finally(() => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', onAbort);
          });
      });
    },
  };
}
