import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { LastUseEntry } from '../../../shared/model/last-use.ts';
import type { Unit } from '../../../shared/model/place.ts';
import type { AwsSession, KeyRef } from '../../aws/reader.ts';
import { asCallError } from '../ask.ts';
import { Coverage, why } from '../coverage.ts';
import { type GateOptions, Gates } from '../gate.ts';
import { eachLimited } from '../limited.ts';
import { UNIT_IS_SHUT } from '../shut.ts';
import { oldestKnowledgeFirst } from './order.ts';

const OPERATION = 'kms:GetKeyLastUsage';
/** Calls of a unit under way at once: at five a second more would only wait in the gate. */
const AT_ONCE = 4;

/** The keys of one account in one region, and what is known of their last use. */
export interface LastUseTask {
  readonly unit: Unit;
  readonly session: AwsSession;
  readonly keys: readonly KeyRef[];
  readonly known: ReadonlyMap<string, LastUseEntry>;
}

export interface LastUseOptions extends GateOptions {
  readonly now: () => Date;
  /** Takes each answer as it comes; the reading waits for it. */
  readonly keep: (unit: Unit, entry: LastUseEntry) => Promise<void>;
}

export interface LastUseReading {
  readonly coverage: readonly CoverageEntry[];
  readonly requests: Readonly<Record<string, number>>;
}

/**
 * Asks AWS for the last use of every key of the tasks, the oldest knowledge first, all units side by side, each at its
 * share of five calls a second. A refusal is kept like an answer; what is cancelled is as if it had not been asked. A
 * unit that answers nothing at all is left after its first refusal.
 */
export async function readLastUse(
  tasks: readonly LastUseTask[],
  options: LastUseOptions,
): Promise<LastUseReading> {
  const gates = new Gates(options);
  const coverage = new Coverage();
  await Promise.all(tasks.map((task) => readTask(task, gates, coverage, options)));
  return { coverage: coverage.entries(), requests: gates.requests() };
}

async function readTask(
  { unit, session, keys, known }: LastUseTask,
  gates: Gates,
  coverage: Coverage,
  { now, keep }: LastUseOptions,
): Promise<void> {
  const reader = session.unit(unit.accountId, unit.region, gates.of(unit));
  let shut = false;
  await eachLimited(oldestKnowledgeFirst(keys, known), AT_ONCE, async ({ arn, keyId }) => {
    if (shut) return;
    try {
      const usage = await reader.getKeyLastUsage(keyId);
      const checkedAt = now().toISOString();
      coverage.read(unit, OPERATION);
      await keep(unit, { arn, askedAt: checkedAt, outcome: 'read', answer: { checkedAt, usage } });
    } catch (error) {
      const refusal = asCallError(error);
      shut ||= UNIT_IS_SHUT.includes(refusal.outcome);
      coverage.unread(unit, OPERATION, why(refusal, arn));
      if (refusal.outcome === 'cancelled') return;
      const answer = known.get(arn)?.answer ?? null;
      await keep(unit, { arn, askedAt: now().toISOString(), outcome: refusal.outcome, answer });
    }
  });
}
