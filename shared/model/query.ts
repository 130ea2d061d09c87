import type { Amount } from './amount.ts';
import type { CostKind } from './cost.ts';
import type { KeyKind } from './key.ts';
import type { RunRate } from './snapshot.ts';

/** What a key was charged rotations for, as a facet. */
export const ROTATION_BANDS = ['none', 'one', 'twoOrMore', 'notRead', 'notApplicable'] as const;
export type RotationBand = (typeof ROTATION_BANDS)[number];

/** Clauses are joined by AND, the values of one clause by OR. A null value means "none" (no owner tag, state not read). */
export interface KeyFilter {
  /** Part of an alias, description, tag, key id, ARN or key store id; case-insensitive. */
  readonly text?: string | undefined;
  readonly account?: readonly string[] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly owner?: readonly (string | null)[] | undefined;
  readonly kind?: readonly KeyKind[] | undefined;
  readonly state?: readonly (string | null)[] | undefined;
  readonly spec?: readonly (string | null)[] | undefined;
  readonly origin?: readonly (string | null)[] | undefined;
  readonly rotations?: readonly RotationBand[] | undefined;
  /** true: only keys whose amount is a range. */
  readonly ranged?: boolean | undefined;
}

export const FACETS = ['owner', 'state', 'kind', 'rotations', 'region', 'account', 'spec', 'origin'] as const;
export type Facet = (typeof FACETS)[number];

export const SORT_COLUMNS = [
  'alias',
  'keyId',
  'account',
  'region',
  'owner',
  'state',
  'spec',
  'origin',
  'rotations',
  'created',
  'amount',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export interface KeyQuery {
  readonly filter: KeyFilter;
  readonly sort: readonly Sort[];
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** One row of the key table. */
export interface KeyRow {
  readonly arn: string;
  readonly keyId: string;
  /** First alias without its `alias/` prefix; null when it has none. */
  readonly alias: string | null;
  readonly aliases: readonly string[];
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly owner: string | null;
  readonly kind: KeyKind;
  readonly manager: string | null;
  readonly state: string | null;
  readonly spec: string | null;
  readonly usage: string | null;
  readonly origin: string | null;
  readonly createdAt: string | null;
  /** Completed rotations; null where not read or not applicable (see `rotationBand`). */
  readonly rotationCount: number | null;
  readonly rotationBand: RotationBand;
  readonly amount: Amount;
}

export interface KeyPage {
  readonly rows: readonly KeyRow[];
  /** Of everything filtered, not of the page. */
  readonly total: { readonly keys: number; readonly amount: Amount };
}

export interface FacetValue {
  readonly value: string | null;
  readonly label: string;
  readonly count: number;
}

/** Counts by facet; each facet's counts ignore the filter's own clause on it. */
export type FacetCounts = Readonly<Record<Facet, readonly FacetValue[]>>;

/** One bar: keys and HSMs of one account, region, owner or kind. `name: null` is "no owner tag". */
export interface CostGroup {
  readonly id: string | null;
  readonly name: string;
  readonly keys: number;
  readonly hsms: number;
  readonly keyAmount: Amount;
  readonly hsmAmount: Amount;
  readonly amount: Amount;
}

export interface CostGroups {
  readonly account: readonly CostGroup[];
  readonly region: readonly CostGroup[];
  readonly owner: readonly CostGroup[];
  readonly kind: readonly (CostGroup & { readonly id: CostKind })[];
}

export interface TrendPoint {
  readonly snapshotId: string;
  readonly asOf: string;
  readonly runRate: RunRate;
  readonly counts: { readonly keys: number; readonly hsms: number };
}
