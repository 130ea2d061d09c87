import { offLimits } from './generate/places.ts';
import type { SampleOrganisation } from './organisation.ts';

/**
 * `denied`: by the key policy or IAM. `scp`: by a service control policy. `regionOff`: as a region that is not
 * enabled answers. `reset`: the connection breaks. `slow`: answered after `ms` more. `malformed`: a 200 whose body is
 * cut off. `serverError`: a 500.
 */
export interface Fault {
  /** What is left out matches all. `operation` as in `kms:DescribeKey`. */
  readonly where: {
    readonly account?: string;
    readonly region?: string;
    readonly operation?: string;
    readonly keyId?: string;
  };
  readonly kind:
    | 'denied'
    | 'scp'
    | 'throttled'
    | 'expired'
    | 'regionOff'
    | 'reset'
    | 'slow'
    | 'malformed'
    | 'serverError';
  /** How many requests that match pass unharmed before it begins: a page that fails midway. None, when left out. */
  readonly after?: number;
  /** How many requests it meets before it is over; always, when left out. */
  readonly times?: number;
  /** For `slow`; 5,000 when left out. */
  readonly ms?: number;
}

interface Call {
  readonly accountId: string;
  readonly region: string;
  readonly operation: string;
  readonly keyId: string | null;
}

/** The faults of an endpoint, found by call; each counts down by itself. */
export class FaultBox {
  readonly #wide: Fault[];
  readonly #byKey = new Map<string, Fault[]>();
  readonly #matched = new Map<Fault, number>();

  constructor(faults: readonly Fault[]) {
    this.#wide = faults.filter((fault) => fault.where.keyId === undefined);
    for (const fault of faults) {
      const { keyId } = fault.where;
      if (keyId !== undefined) this.#byKey.set(keyId, [...(this.#byKey.get(keyId) ?? []), fault]);
    }
  }

  meet(call: Call): Fault | undefined {
    const own = call.keyId === null ? undefined : this.#byKey.get(call.keyId);
    return (
      own?.find((fault) => this.#strikes(fault, call)) ??
      this.#wide.find((fault) => this.#strikes(fault, call))
    );
  }

  #strikes(fault: Fault, call: Call): boolean {
    const { account, region, operation } = fault.where;
    const matches =
      (operation === undefined || operation === call.operation) &&
      (account === undefined || account === call.accountId) &&
      (region === undefined || region === call.region);
    if (!matches) return false;
    const passed = this.#matched.get(fault) ?? 0;
    this.#matched.set(fault, passed + 1);
    const { after = 0, times = Number.POSITIVE_INFINITY } = fault;
    return passed >= after && passed < after + times;
  }
}

const DENIED_WITH_DESCRIBE = [
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:GetKeyPolicy',
  'kms:ListGrants',
  'kms:GetKeyLastUsage',
];

/**
 * The gaps that this organisation always has, as real ones do: keys whose own policy keeps the reader out, and units
 * where a service control policy denies KMS.
 */
export function standingFaults(organisation: SampleOrganisation): readonly Fault[] {
  const closed = organisation.accounts.flatMap((account) =>
    organisation.regions
      .filter((region) => offLimits(account, region))
      .map(
        (region): Fault => ({
          where: { account: account.id, region, operation: 'kms:ListKeys' },
          kind: 'scp',
        }),
      ),
  );
  const denied = [...organisation.units()].flatMap((unit) =>
    unit.guarded().flatMap(({ keyId, denies }) =>
      (denies === 'describe' ? DENIED_WITH_DESCRIBE : ['kms:ListKeyRotations']).map(
        (operation): Fault => ({
          where: { account: unit.accountId, region: unit.region, operation, keyId },
          kind: 'denied',
        }),
      ),
    ),
  );
  return [...closed, ...denied];
}
