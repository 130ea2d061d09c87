import type { PreflightCheck } from '../../shared/model/preflight.ts';
import type { AwsCallError } from '../aws/error.ts';
import type { Operation } from '../aws/reader.ts';
import { asCallError } from './ask.ts';
import { EMPTY_WITHOUT } from './preflight-words.ts';

/** AWS looks at what is asked for only once it has allowed the asking. */
const PAST_THE_DOOR: ReadonlySet<string> = new Set([
  'UnsupportedOperationException',
  'KMSInvalidStateException',
  'NotFoundException',
]);

/** Sends the first page of a listing, and no more. */
export async function firstPage<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  for await (const page of pages) return page;
  return [];
}

export function allowed(operation: Operation): PreflightCheck {
  return {
    operation,
    result: 'allowed',
    outcome: 'read',
    reason: null,
    action: null,
    empty: [],
    optional: false,
  };
}

export function notTried(operation: Operation, reason: string): PreflightCheck {
  return { operation, result: 'notTried', outcome: null, reason, action: null, empty: [], optional: false };
}

export function refused(
  operation: Operation,
  { outcome, message, action }: Pick<AwsCallError, 'outcome' | 'message' | 'action'>,
): PreflightCheck {
  const result = outcome === 'denied' || outcome === 'scp' ? 'denied' : 'unanswered';
  const empty = EMPTY_WITHOUT[operation];
  return { operation, result, outcome, reason: message, action, empty, optional: false };
}

/** One call, and what became of it. */
export async function attempt(operation: Operation, call: () => Promise<unknown>): Promise<PreflightCheck> {
  try {
    await call();
    return allowed(operation);
  } catch (error) {
    const failed = asCallError(error);
    return PAST_THE_DOOR.has(failed.code) ? allowed(operation) : refused(operation, failed);
  }
}

/**
 * The same call about one key after the other, until one is allowed: a key's own policy may shut out a reader who may
 * read all others.
 */
export async function attemptEach(
  operation: Operation,
  keyIds: readonly string[],
  call: (keyId: string) => Promise<unknown>,
): Promise<PreflightCheck> {
  let last = notTried(operation, 'There is no key to try it on');
  for (const keyId of keyIds) {
    last = await attempt(operation, () => call(keyId));
    if (last.result === 'allowed') return last;
  }
  return last;
}
