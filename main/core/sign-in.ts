import type { ScanFailure } from '../../shared/model/progress.ts';
import type { SignInEvent } from '../../shared/model/sign-in.ts';
import type { MfaAsk } from '../aws/credentials/open.ts';
import type { CredentialShelf } from '../aws/credentials/shelf.ts';
import { AwsCallError } from '../aws/error.ts';
import { CredentialsError } from '../aws/errors/credentials.ts';
import { AwsConfigError } from '../aws/profiles/error.ts';
import { signInProfile } from '../aws/sso/sign-in.ts';
import { openWire } from '../aws/wire/wire.ts';
import type { Clock } from '../inventory/clock.ts';
import { Gates } from '../inventory/gate.ts';
import type { SignInService } from './core.ts';
import { CoreError } from './error.ts';

export interface SignInServiceOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly now: () => Date;
  readonly clock: Clock;
  /** 0–1, for ids and jitter. */
  readonly random: () => number;
  readonly shelf: CredentialShelf;
}

type Send = (event: SignInEvent) => void;

/** Signs profiles in for any door; a stream that is left ends its sign-in. */
export function createSignInService(options: SignInServiceOptions): SignInService {
  const { clock, random } = options;
  const asks = new Map<string, (code: string) => void>();

  async function ask(wanted: MfaAsk, send: Send, signal: AbortSignal): Promise<string> {
    const id = `${Math.floor(random() * Number.MAX_SAFE_INTEGER).toString(36)}-${asks.size}`;
    try {
      return await new Promise<string>((resolve, reject) => {
        const stop = () => reject(cancelled(wanted.profile));
        if (signal.aborted) return stop();
        signal.addEventListener('abort', stop, { once: true });
        asks.set(id, resolve);
        send({ type: 'mfa', ask: id, ...wanted });
      });
    } finally {
      asks.delete(id);
    }
  }

  async function run(profile: string, send: Send, signal: AbortSignal): Promise<void> {
    const gates = new Gates({ quotaShare: 1, clock, random, signal });
    const wire = openWire();
    try {
      const { accountId, arn } = await signInProfile({
        ...options,
        profile,
        wire,
        signal,
        gate: gates.of({ accountId: profile, region: '' }),
        sleep: (ms, until) => clock.sleep(ms, until),
        mfaCode: (wanted) => ask(wanted, send, signal),
        onVerify: ({ url, code, expiresAt }) =>
          send({ type: 'verify', url, code, expiresAt: expiresAt.toISOString() }),
      });
      send({ type: 'done', accountId, arn });
    } catch (error) {
      send({ type: 'failed', failure: failureOf(error) });
    } finally {
      await wire.close();
    }
  }

  return {
    async *start(profile, signal) {
      const stop = new AbortController();
      const end = () => stop.abort();
      if (signal?.aborted) end();
      signal?.addEventListener('abort', end, { once: true });
      const queue: SignInEvent[] = [];
      let wake = (): void => undefined;
      const running = run(
        profile,
        (event) => {
          queue.push(event);
          wake();
        },
        stop.signal,
      );
      try {
        for (;;) {
          const event = queue.shift();
          if (event !== undefined) {
            yield event;
            if (event.type === 'done' || event.type === 'failed') return;
            continue;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        end();
        signal?.removeEventListener('abort', end);
        await running;
      }
    },
    answer(id, code) {
      const take = asks.get(id);
      if (take === undefined) {
        throw new CoreError('NOT_FOUND', 'Nobody waits for that code any more', 'Sign the profile in again');
      }
      take(code);
    },
  };
}

function cancelled(profile: string): CredentialsError {
  return new CredentialsError({
    outcome: 'cancelled',
    code: 'Cancelled',
    message: `The sign-in of profile ${profile} was cancelled`,
    action: 'Sign in again',
  });
}

/** Ours carry no secret; the text of any other error is not ours to show. */
function failureOf(error: unknown): ScanFailure {
  if (error instanceof CredentialsError || error instanceof AwsCallError) {
    return { code: error.code, message: error.message, action: error.action };
  }
  if (error instanceof AwsConfigError)
    return { code: error.name, message: error.message, action: error.action };
  const code = error instanceof Error ? error.name : 'FAILED';
  return { code, message: `The sign-in failed unexpectedly (${code})`, action: null };
}
