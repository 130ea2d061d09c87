import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { PreflightReport } from '../model/preflight.ts';
import type { ProfileSummary } from '../model/profile.ts';
import type { SignInEvent } from '../model/sign-in.ts';
import { base } from './base.ts';
import { preflightRequest } from './scan.ts';

export const profiles = {
  list: base.output(type<readonly ProfileSummary[]>()),
  /** Tries one call of each kind in each account; takes as long as a handful of calls. */
  preflight: base.input(preflightRequest).output(type<PreflightReport>()),
  /** Ends when the stream is no longer read. */
  signIn: base.input(z.object({ profile: z.string().min(1) })).output(eventIterator(type<SignInEvent>())),
  /** The code that an `mfa` event asks for. */
  answer: base
    .input(z.object({ ask: z.string(), code: z.string().max(64) }))
    .output(type<{ readonly taken: true }>()),
};
