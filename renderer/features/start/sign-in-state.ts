import type { ScanFailure } from '../../../shared/model/progress.ts';
import type { SignInEvent } from '../../../shared/model/sign-in.ts';

/** Where the sign-in of one profile stands, as its row shows it. */
export type SignInState =
  | { readonly step: 'idle' }
  | { readonly step: 'waiting' }
  | { readonly step: 'verify'; readonly url: string; readonly code: string; readonly until: string }
  | { readonly step: 'mfa'; readonly ask: string; readonly device: string; readonly wrong: boolean }
  | { readonly step: 'failed'; readonly failure: ScanFailure };

export function stateAfter(event: SignInEvent): SignInState {
  switch (event.type) {
    case 'verify':
      return { step: 'verify', url: event.url, code: event.code, until: event.expiresAt };
    case 'mfa':
      return { step: 'mfa', ask: event.ask, device: event.device, wrong: event.attempt > 1 };
    case 'done':
      return { step: 'idle' };
    case 'failed':
      return { step: 'failed', failure: event.failure };
  }
}

/** What an MFA device shows: six digits, however they were typed. Null for anything else. */
export function mfaCode(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
