import type { AwsSession, CallGate, Operation } from '../main/aws/reader.ts';
import { QUOTAS } from '../main/inventory/quota.ts';

/** Counts the requests of each unit on their way through the gate; a scan itself keeps only the sums. */
export class CallCounter {
  readonly units = new Map<string, Map<Operation, number>>();

  watch(session: AwsSession): AwsSession {
    return {
      ...session,
      unit: (accountId, region, gate) =>
        session.unit(accountId, region, this.#counting(`${accountId}/${region}`, gate)),
    };
  }

  #counting(unit: string, gate: CallGate): CallGate {
    const counts = this.units.get(unit) ?? new Map<Operation, number>();
    this.units.set(unit, counts);
    return {
      run: (operation, attempt) =>
        gate.run(operation, (signal) => {
          counts.set(operation, (counts.get(operation) ?? 0) + 1);
          return attempt(signal);
        }),
    };
  }
}

export interface Floor {
  readonly unit: string;
  readonly operation: Operation;
  readonly calls: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** The least time that AWS's quotas leave: the slowest operation of the slowest unit, all others beside it. */
export function quotaFloor(units: ReadonlyMap<string, ReadonlyMap<Operation, number>>, share: number): Floor {
  const floors = [...units].flatMap(([unit, counts]) =>
    [...counts].map(([operation, calls]): Floor => {
      const perSecond = QUOTAS[operation].perSecond * share;
      return { unit, operation, calls, perSecond, seconds: calls / perSecond };
    }),
  );
  const [slowest] = floors.sort((a, b) => b.seconds - a.seconds);
  if (!slowest) throw new Error('No call was made');
  return slowest;
}
