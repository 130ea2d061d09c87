import type { Now } from '../environment.ts';
import { AwsCallError } from '../error.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { CallGate } from '../reader.ts';
import type { SigningCredentials } from '../wire/signature.ts';

export interface Credentials extends SigningCredentials {
  /** When they end; absent where they do not, or do not say so. */
  readonly expiration?: Date | undefined;
}

/** The credentials of one profile. `gate` pays for the calls that are needed to obtain them. */
export type CredentialProvider = (gate: CallGate) => Promise<Credentials>;

/** AWS's own clients renew five minutes ahead. */
const RENEW_AHEAD_MS = 5 * 60_000;
/** An answer holds for so long, good or bad: thousands of calls must not run a command or ask STS anew each. */
const ANSWER_HOLDS_MS = 30_000;

/**
 * One provider per profile: resolves once, renews ahead of time, and lets callers that come at the same time share
 * one resolution. Throws what `resolve` throws.
 */
export function remembered(resolve: CredentialProvider, now: Now): CredentialProvider {
  let kept: { credentials: Credentials; at: number } | null = null;
  let refusal: { error: unknown; at: number } | null = null;
  let running: Promise<Credentials> | null = null;

  const ms = () => now().getTime();
  const usable = (): Credentials | null => {
    if (kept === null) return null;
    const left = (kept.credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - ms();
    const young = ms() - kept.at < ANSWER_HOLDS_MS;
    return left > RENEW_AHEAD_MS || (left > 0 && young) ? kept.credentials : null;
  };
  const start = async (gate: CallGate): Promise<Credentials> => {
    try {
      const credentials = await resolve(gate);
      kept = { credentials, at: ms() };
      return credentials;
    } catch (error) {
      if (isFinal(error)) refusal = { error, at: ms() };
      throw error;
    } finally {
      running = null;
    }
  };

  return async (gate) => {
    for (;;) {
      const credentials = usable();
      if (credentials !== null) return credentials;
      if (refusal !== null && ms() - refusal.at < ANSWER_HOLDS_MS) throw refusal.error;
      if (running === null) {
        running = start(gate);
        return running;
      }
      try {
        return await running;
      } catch (error) {
        const othersCancelled = error instanceof AwsCallError && error.outcome === 'cancelled';
        if (!othersCancelled) throw error;
      }
    }
  };
}

function isFinal(error: unknown): boolean {
  if (error instanceof CredentialsError) return error.retry === 'no';
  return error instanceof AwsCallError && error.retry === 'no' && error.outcome !== 'cancelled';
}
