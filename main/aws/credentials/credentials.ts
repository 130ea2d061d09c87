import type { Now } from '../environment.ts';
import { AwsCallError } from '../error.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { CallGate } from '../reader.ts';
import type { SigningCredentials } from '../wire/signature.ts';
import { type CredentialCell, emptyCell } from './shelf.ts';

export interface Credentials extends SigningCredentials {
  /** When they end; absent where they do not, or do not say so. */
  readonly expiration?: Date | undefined;
}

/** The credentials of one profile. `gate` pays for the calls that are needed to obtain them. */
export interface CredentialProvider {
  (gate: CallGate): Promise<Credentials>;
  /** AWS says that these have ended: they are not handed out again. False where others are not to be had by now. */
  forget?(used: Credentials): boolean;
}

/** AWS's own clients renew five minutes ahead. */
const RENEW_AHEAD_MS = 5 * 60_000;
/** An answer holds for so long, good or bad: thousands of calls must not run a command or ask STS anew each. */
const ANSWER_HOLDS_MS = 30_000;

/**
 * One provider per profile: resolves once, renews ahead of time, and lets callers that come at the same time share
 * one resolution, across all sessions that share the cell. A refusal is remembered for this provider only. Throws
 * what `resolve` throws.
 */
export function remembered(
  resolve: (gate: CallGate) => Promise<Credentials>,
  now: Now,
  cell: CredentialCell = emptyCell(),
): CredentialProvider {
  let refusal: { error: unknown; at: number } | null = null;

  const ms = () => now().getTime();
  const left = () => (cell.kept?.credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - ms();
  const usable = (): Credentials | null => {
    if (cell.kept === null) return null;
    const young = ms() - cell.kept.at < ANSWER_HOLDS_MS;
    return left() > RENEW_AHEAD_MS || (left() > 0 && young) ? cell.kept.credentials : null;
  };
  const start = async (gate: CallGate): Promise<Credentials> => {
    try {
      const credentials = await resolve(gate);
      cell.kept = { credentials, at: ms() };
      return credentials;
    } catch (error) {
      if (cell.kept !== null && left() > 0 && !isCancelled(error)) {
        cell.kept = { credentials: cell.kept.credentials, at: ms() };
        return cell.kept.credentials;
      }
      if (isFinal(error)) refusal = { error, at: ms() };
      throw error;
    } finally {
      cell.running = null;
    }
  };
  const provide = async (gate: CallGate): Promise<Credentials> => {
    for (;;) {
      const credentials = usable();
      if (credentials !== null) return credentials;
      if (refusal !== null && ms() - refusal.at < ANSWER_HOLDS_MS) throw refusal.error;
      if (cell.running === null) {
        cell.running = start(gate);
        return cell.running;
      }
      try {
        return await cell.running;
      } catch (error) {
        if (!isCancelled(error)) throw error;
      }
    }
  };
  const forget = (used: Credentials): boolean => {
    if (cell.kept?.credentials !== used) return true;
    if (cell.forgottenAt !== null && ms() - cell.forgottenAt < ANSWER_HOLDS_MS) return false;
    cell.kept = null;
    cell.forgottenAt = ms();
    return true;
  };
  return Object.assign(provide, { forget });
}

function isCancelled(error: unknown): boolean {
  return (
    (error instanceof AwsCallError || error instanceof CredentialsError) && error.outcome === 'cancelled'
  );
}

function isFinal(error: unknown): boolean {
  if (isCancelled(error)) return false;
  return (error instanceof CredentialsError || error instanceof AwsCallError) && error.retry === 'no';
}
