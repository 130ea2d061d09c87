/** The call took longer than any call of AWS. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'TIMEOUT';
}

/** For one call, from its wait for a connection to the last byte of its answer. */
export const CALL_TIMEOUT_MS = 15_000;

/**
 * Runs a call under the caller's signal and a time limit. Throws DeadlineError, or the signal's reason, whatever the
 * call itself makes of its abortion. One timer and one controller: `AbortSignal.any` costs more than the call.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const ending = new AbortController();
  const stop = () => ending.abort(signal.reason);
  const late = () => ending.abort(new DeadlineError(`No whole answer within ${timeoutMs} ms`));
  const timer = setTimeout(late, timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await run(ending.signal);
  } catch (error) {
    throw ending.signal.aborted ? ending.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
