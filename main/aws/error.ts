import type { UnreadOutcome } from '../../shared/model/outcome.ts';
import type { Operation } from './reader.ts';

/** A call to AWS that was not answered. Carries no secret and no request body; `cause` keeps the original. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';
  readonly operation: Operation;
  readonly outcome: UnreadOutcome;
  /** AWS's own error code, or the system's (ENOTFOUND, …). */
  readonly code: string;
  /** `throttle`: slow down and ask again; `transient`: ask again; `no`: the answer will not change. */
  readonly retry: 'throttle' | 'transient' | 'no';
  /** What helps, ready to be shown: a permission to add, a command to run. */
  readonly action: string;

  constructor(fields: {
    operation: Operation;
    outcome: UnreadOutcome;
    code: string;
    retry: 'throttle' | 'transient' | 'no';
    message: string;
    action: string;
    cause?: unknown;
  }) {
    super(fields.message, { cause: fields.cause });
    this.operation = fields.operation;
    this.outcome = fields.outcome;
    this.code = fields.code;
    this.retry = fields.retry;
    this.action = fields.action;
  }
}
