import type { UnreadOutcome } from '../../../shared/model/outcome.ts';

/** A profile that could not be signed in. Becomes the AwsCallError of the call that needed it. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  readonly outcome: UnreadOutcome;
  readonly retry: 'throttle' | 'transient' | 'no';
  readonly code: string;
  readonly action: string;

  constructor(fields: {
    outcome: UnreadOutcome;
    retry?: 'throttle' | 'transient' | 'no';
    code: string;
    message: string;
    action: string;
    cause?: unknown;
  }) {
    super(fields.message, { cause: fields.cause });
    this.outcome = fields.outcome;
    this.retry = fields.retry ?? 'no';
    this.code = fields.code;
    this.action = fields.action;
  }
}
