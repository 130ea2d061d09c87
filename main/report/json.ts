import { type Footprint, footprint } from '../../shared/cost/footprint.ts';
import type { Amount } from '../../shared/model/amount.ts';
import type { RuleId } from '../../shared/model/cost.ts';
import type { CoverageEntry } from '../../shared/model/coverage.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { known } from '../../shared/model/outcome.ts';
import type { Price, PriceBook } from '../../shared/model/price.ts';
import type { CostGroup, CostGroups } from '../../shared/model/query.ts';
import type { Counts, DeltaFacts, Manifest, MonthBill, RunRate, Scope } from '../../shared/model/snapshot.ts';

/** A key as `list --json` prints it. A field of the key is null where DescribeKey was not answered. */
export interface KeyLine extends Amount {
  readonly arn: string;
  /** Account id. */
  readonly account: string;
  readonly region: string;
  readonly keyId: string;
  readonly aliases: readonly string[];
  readonly manager: string | null;
  readonly state: string | null;
  readonly spec: string | null;
  readonly usage: string | null;
  readonly origin: string | null;
  readonly owner: string | null;
  readonly lines: readonly (Amount & {
    readonly rule: RuleId;
    /** Null: free by the rule, or no price known. */
    readonly priceSource: Price['source'] | null;
    /** The user's discount, already taken off. */
    readonly discountPercent: number;
  })[];
}

/** One account, region, owner or kind. The name of an account is its shown name, of a kind its `CostKind`. */
export interface SummaryGroup extends Amount {
  /** Null: no owner tag. */
  readonly name: string | null;
  readonly keys: number;
}

/** What was not answered; `account` is an id. */
export interface SummaryGap
  extends Pick<CoverageEntry, 'region' | 'operation' | 'outcome' | 'count' | 'example'> {
  readonly account: string;
}

/** A snapshot as `scan --json` and `summary --json` print it: the form that scripts may rely on. */
export interface SummaryDocument {
  /** The snapshot's id. */
  readonly snapshot: string;
  readonly complete: boolean;
  readonly scope: Scope;
  readonly counts: Counts;
  readonly runRate: RunRate;
  readonly by: Readonly<Record<'account' | 'region' | 'owner' | 'kind', readonly SummaryGroup[]>>;
  readonly coverage: readonly SummaryGap[];
  readonly prices: PriceBook;
  readonly requests: Readonly<Record<string, number>>;
  /** Null for a snapshot that was kept before bills were. */
  readonly bill: MonthBill | null;
  /** Null where everything was read. */
  readonly delta: DeltaFacts | null;
  readonly footprint: Amount & Pick<Footprint, 'requests' | 'kmsRequests'>;
}

function bounds({ lowMicroUsd, highMicroUsd }: Amount): Amount {
  return { lowMicroUsd, highMicroUsd };
}

export function keyLine({ key, owner, amount, lines }: LedgerKey): KeyLine {
  const metadata = known(key.metadata);
  return {
    arn: key.arn,
    account: key.accountId,
    region: key.region,
    keyId: key.keyId,
    aliases: key.aliases,
    manager: metadata?.manager ?? null,
    state: metadata?.state ?? null,
    spec: metadata?.spec ?? null,
    usage: metadata?.usage ?? null,
    origin: metadata?.origin ?? null,
    owner: owner.name,
    ...bounds(amount),
    lines: lines.map((line) => ({
      rule: line.rule,
      ...bounds(line),
      priceSource: line.price?.source ?? null,
      discountPercent: line.price?.discountPercent ?? 0,
    })),
  };
}

function named(groups: readonly CostGroup[], name: (group: CostGroup) => string | null): SummaryGroup[] {
  return groups.map((group) => ({ name: name(group), ...bounds(group.amount), keys: group.keys }));
}

function footprintOf({ requests, scope, priceBook }: Manifest): SummaryDocument['footprint'] {
  const { cost, ...sent } = footprint(requests, scope.accounts.length, priceBook);
  return { requests: sent.requests, kmsRequests: sent.kmsRequests, ...bounds(cost) };
}

export function summaryDocument(manifest: Manifest, groups: CostGroups): SummaryDocument {
  const { runRate, counts } = manifest;
  return {
    snapshot: manifest.id,
    complete: manifest.complete,
    scope: manifest.scope,
    counts: {
      customerKeys: counts.customerKeys,
      awsManagedKeys: counts.awsManagedKeys,
      unknownKeys: counts.unknownKeys,
      clusters: counts.clusters,
      hsms: counts.hsms,
    },
    runRate: { keys: bounds(runRate.keys), hsms: bounds(runRate.hsms), total: bounds(runRate.total) },
    by: {
      account: named(groups.account, (group) => group.name),
      region: named(groups.region, (group) => group.name),
      owner: named(groups.owner, (group) => group.id),
      kind: named(groups.kind, (group) => group.id),
    },
    coverage: manifest.coverage
      .filter((entry) => entry.outcome !== 'read')
      .map(({ accountId, region, operation, outcome, count, example }) => ({
        account: accountId,
        region,
        operation,
        outcome,
        count,
        example,
      })),
    prices: manifest.priceBook,
    requests: manifest.requests,
    bill: manifest.bill ?? null,
    delta: manifest.delta ?? null,
    footprint: footprintOf(manifest),
  };
}
