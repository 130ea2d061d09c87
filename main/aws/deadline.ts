/** The call took longer than any call of AWS. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'TIMEOUT';
}

/** For one call, from its wait for a connection to the last byte of its answer. */
export const CALL_TIMEOUT_MS = 15_000;

/**
 * Runs a call under the caller's signal and a time limit; `stop` ends it. Throws DeadlineError, or the signal's
 * reason, whatever the call itself makes of its end. Leaves the way to end it to the caller: a signal made for each
 * call, and `AbortSignal.any` above all, costs as much as signing it.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  timeoutMs: number,
  stop: () => void,
  run: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let ended: { readonly reason: unknown } | null = null;
  const end = (reason: unknown) => {
    ended = { reason };
    stop();
  };
  const cancel = () => end(signal.reason);
  const late = () => end(new DeadlineError(`No whole answer within ${timeoutMs} ms`));
  const timer = setTimeout(late, timeoutMs);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await run();
  } catch (error) {
    throw reasonOf(ended) ?? error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

function reasonOf(ended: { readonly reason: unknown } | null): unknown {
  return ended?.reason;
}
