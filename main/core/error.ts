/** What a door tells its user: a code to act on, what happened, and what helps. */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly code: 'NOT_FOUND' | 'NO_SNAPSHOT' | 'SCAN_RUNNING' | 'UNREADABLE';
  readonly action: string | null;

  constructor(code: CoreError['code'], message: string, action: string | null, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.action = action;
  }
}
