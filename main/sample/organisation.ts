import type { SampleKey } from './generate/key.ts';
import { DEFAULT_REGIONS, OPT_IN_REGIONS, type SampleAccount } from './generate/places.ts';
import { type Plan, planOrganisation } from './generate/plan.ts';
import { SampleUnit } from './generate/unit.ts';

export interface SampleOptions {
  readonly seed: number;
  /** KMS keys on 24 November 2026, AWS managed ones included: 48 to 1,000,000. */
  readonly keys: number;
  /** The organisation is given as it was, or will be, at this moment. */
  readonly asOf: Date;
  /** 12 unless said otherwise. */
  readonly accounts?: number;
  /** The 17 regions that are on by default, unless said otherwise. */
  readonly regions?: readonly string[];
}

interface RegionOption {
  readonly region: string;
  readonly status: 'ENABLED_BY_DEFAULT' | 'ENABLED' | 'DISABLED';
}

export interface SampleOrganisation {
  readonly name: string;
  readonly asOf: Date;
  readonly accounts: readonly SampleAccount[];
  /** The account that holds the organisation, and the sample's credentials. */
  readonly management: SampleAccount;
  readonly regions: readonly string[];
  /** What account:ListRegions says of every account: the regions above, and opt-in regions that are off. */
  readonly regionOptions: readonly RegionOption[];
  /** Undefined for an account or region that is not part of the organisation. */
  unit(accountId: string, region: string): SampleUnit | undefined;
  units(): Generator<SampleUnit>;
  /** Every key of every unit; a million take some seconds. */
  keys(): Generator<SampleKey>;
  /** The same organisation at another date. */
  at(asOf: Date): SampleOrganisation;
}

function open(plan: Plan, asOf: Date): SampleOrganisation {
  const at = asOf.getTime();
  const made = new Map<string, SampleUnit>();
  const unit = (accountId: string, region: string): SampleUnit | undefined => {
    const id = `${accountId}/${region}`;
    const known = made.get(id);
    const planned = plan.units.get(id);
    if (known || !planned) return known;
    const fresh = new SampleUnit(plan.seed, planned, at);
    made.set(id, fresh);
    return fresh;
  };
  function* units(): Generator<SampleUnit> {
    for (const planned of plan.units.values()) {
      const one = unit(planned.account.id, planned.region);
      if (one) yield one;
    }
  }
  const off = OPT_IN_REGIONS.filter((region) => !plan.regions.includes(region));
  const management = plan.accounts.find((account) => account.management);
  if (!management) throw new RangeError('A sample organisation needs at least one account.');
  return {
    name: 'Northwind Payments',
    asOf,
    accounts: plan.accounts,
    management,
    regions: plan.regions,
    regionOptions: [
      ...plan.regions.map(
        (region): RegionOption => ({
          region,
          status: OPT_IN_REGIONS.includes(region) ? 'ENABLED' : 'ENABLED_BY_DEFAULT',
        }),
      ),
      ...off.map((region): RegionOption => ({ region, status: 'DISABLED' })),
    ],
    unit,
    units,
    *keys() {
      for (const one of units()) yield* one.keys();
    },
    at: (other) => open(plan, other),
  };
}

/**
 * "Northwind Payments", an invented organisation. The same options give the same organisation, byte for byte; another
 * `asOf` gives the same one at another time. Throws RangeError where the size is out of bounds.
 */
export function generateOrganisation(options: SampleOptions): SampleOrganisation {
  const { seed, keys, asOf, accounts = 12, regions = DEFAULT_REGIONS } = options;
  if (!Number.isInteger(keys) || keys < 48 || keys > 1_000_000) {
    throw new RangeError(`A sample organisation has 48 to 1,000,000 keys, not ${keys}.`);
  }
  return open(planOrganisation(seed, keys, accounts, regions), asOf);
}
