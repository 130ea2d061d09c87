import type { ScanFailure } from './progress.ts';

/** `done` and `failed` are last. No event carries a token or a key. */
export type SignInEvent =
  /** The user confirms `code` at `url` (always https), in any browser, before `expiresAt` (ISO 8601). */
  | { readonly type: 'verify'; readonly url: string; readonly code: string; readonly expiresAt: string }
  /** The code that an MFA device shows is wanted, as the answer to `ask`. `attempt` above 1: the last one was wrong. */
  | {
      readonly type: 'mfa';
      readonly ask: string;
      readonly profile: string;
      readonly device: string;
      readonly attempt: number;
    }
  | { readonly type: 'done'; readonly accountId: string; readonly arn: string }
  | { readonly type: 'failed'; readonly failure: ScanFailure };
