import type { AwsSession, CallGate, Operation } from '../main/aws/reader.ts';
import { QUOTAS } from '../main/inventory/quota.ts';

/** Requests by unit, each by operation, attempts included. */
export type UnitCalls = Readonly<Record<string, Readonly<Partial<Record<Operation, number>>>>>;

/** Counts the requests of each unit on their way through the gate; a scan itself keeps only the sums. */
export class CallCounter {
  readonly #units: Record<string, Partial<Record<Operation, number>>> = {};
  readonly #now: () => number;
  #firstAnswerAt = Number.POSITIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  get firstAnswerAt(): number {
    return this.#firstAnswerAt;
  }

  read(): UnitCalls {
    return this.#units;
  }

  watch(session: AwsSession): AwsSession {
    return {
      ...session,
      unit: (accountId, region, gate) =>
        session.unit(accountId, region, this.#counting(`${accountId}/${region}`, gate)),
    };
  }

  #counting(unit: string, gate: CallGate): CallGate {
    const counts: Partial<Record<Operation, number>> = {};
    this.#units[unit] = counts;
    return {
      run: (operation, attempt) =>
        gate.run(operation, (signal) => {
          counts[operation] = (counts[operation] ?? 0) + 1;
          const sent = attempt(signal);
          if (this.#firstAnswerAt === Number.POSITIVE_INFINITY) void this.#firstOf(sent);
          return sent;
        }),
    };
  }

  async #firstOf(sent: Promise<unknown>): Promise<void> {
    await sent.catch(() => undefined);
    this.#firstAnswerAt = Math.min(this.#firstAnswerAt, this.#now());
  }
}

export interface Floor {
  readonly unit: string;
  readonly operation: string;
  readonly calls: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** The least time that AWS's quotas leave: the slowest operation of the slowest unit, all others beside it. */
export function quotaFloor(
  units: UnitCalls,
  share: number,
  counts: (operation: string) => boolean = () => true,
): Floor {
  const floors = Object.entries(units).flatMap(([unit, calls]) =>
    Object.entries(calls)
      .filter(([operation]) => counts(operation))
      .map(([operation, count]): Floor => {
        const perSecond = QUOTAS[operation as Operation].perSecond * share;
        return { unit, operation, calls: count, perSecond, seconds: count / perSecond };
      }),
  );
  const [slowest] = floors.sort((a, b) => b.seconds - a.seconds);
  if (!slowest) throw new Error('No call was made');
  return slowest;
}

/** Requests by operation over all units. */
export function byOperation(units: UnitCalls): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const calls of Object.values(units)) {
    for (const [operation, count] of Object.entries(calls)) sums[operation] = (sums[operation] ?? 0) + count;
  }
  return sums;
}
