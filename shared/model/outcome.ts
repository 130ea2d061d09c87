/** How a call to AWS that was not answered ended. What is not read is never drawn as zero. */
export const UNREAD_OUTCOMES = [
  'denied',
  'scp',
  'throttledOut',
  'regionOff',
  'unreachable',
  'noEndpoint',
  'expired',
  'badCredentials',
  'malformed',
  'failed',
  'cancelled',
  'notAsked',
] as const;

export type UnreadOutcome = (typeof UNREAD_OUTCOMES)[number];
export type Outcome = 'read' | UnreadOutcome;

/**
 * One detail of a key that its own call answers for.
 * `partial`: a later page failed; `value` holds what came, and more exists.
 * `notApplicable`: never asked, because this kind of key has no such detail.
 * `asOf`: an earlier scan read it then, and this one carried it on (ISO 8601 in UTC); left out where this scan read it.
 */
export type Detail<T> =
  | { readonly status: 'read'; readonly value: T; readonly asOf?: string }
  | {
      readonly status: 'partial';
      readonly value: T;
      readonly outcome: UnreadOutcome;
      readonly asOf?: string;
    }
  | { readonly status: 'unread'; readonly outcome: UnreadOutcome }
  | { readonly status: 'notApplicable' };

export const NOT_APPLICABLE: Detail<never> = { status: 'notApplicable' };

export function read<T>(value: T): Detail<T> {
  return { status: 'read', value };
}

export function unread(outcome: UnreadOutcome): Detail<never> {
  return { status: 'unread', outcome };
}

/** What was read of a detail, whole or in part; undefined where nothing was. */
export function known<T>(detail: Detail<T>): T | undefined {
  return detail.status === 'read' || detail.status === 'partial' ? detail.value : undefined;
}
