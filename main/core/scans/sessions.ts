import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import { AwsConfigError } from '../../aws/profiles/error.ts';
import type { AwsSession } from '../../aws/reader.ts';

export interface OpenedSessions {
  readonly sessions: readonly AwsSession[];
  /** Profiles that the configuration itself keeps from opening; the others go on. */
  readonly unopened: readonly CoverageEntry[];
}

/** Opens each profile by itself. Throws the AwsConfigError of the first where none opens. */
export async function openSessions(
  profiles: readonly string[],
  open: (profile: string) => Promise<AwsSession>,
): Promise<OpenedSessions> {
  const sessions: AwsSession[] = [];
  const unopened: CoverageEntry[] = [];
  let refusal: AwsConfigError | undefined;
  for (const profile of profiles) {
    try {
      sessions.push(await open(profile));
    } catch (error) {
      if (!(error instanceof AwsConfigError)) throw error;
      refusal ??= error;
      unopened.push({
        accountId: profile,
        region: '',
        operation: 'sts:GetCallerIdentity',
        outcome: 'failed',
        count: 1,
        example: error.message,
        action: error.action,
      });
    }
  }
  if (sessions.length === 0 && refusal) throw refusal;
  return { sessions, unopened };
}
