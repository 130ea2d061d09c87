import type { CoverageEntry } from '../../../shared/model/coverage.ts';
import type { UnreadOutcome } from '../../../shared/model/outcome.ts';
import type { Unit } from '../../../shared/model/place.ts';
import type { KeyFilter } from '../../../shared/model/query.ts';

/** Everything of one operation that ended in one way. */
export interface UnreadGroup {
  readonly operation: string;
  readonly outcome: UnreadOutcome;
  readonly count: number;
  readonly units: readonly Unit[];
  readonly example: string | null;
  readonly action: string | null;
}

/** Heaviest first: what hides whole units, then what makes a figure a range, then what only hides a detail. */
const WEIGHT = [
  'sts:GetCallerIdentity',
  'sts:AssumeRole',
  'kms:ListKeys',
  'cloudhsm:DescribeClusters',
  'kms:DescribeKey',
  'kms:ListKeyRotations',
  'pricing:GetProducts',
];

function weight({ operation, outcome }: UnreadGroup): number {
  if (outcome === 'regionOff') return WEIGHT.length + 1;
  const index = WEIGHT.indexOf(operation);
  return index === -1 ? WEIGHT.length : index;
}

/** What was not answered, by operation and outcome; `read` entries are left out. */
export function unreadGroups(entries: readonly CoverageEntry[]): readonly UnreadGroup[] {
  const groups = new Map<string, UnreadGroup>();
  for (const { operation, outcome, count, accountId, region, example, action } of entries) {
    if (outcome === 'read') continue;
    const id = `${operation} ${outcome}`;
    const known = groups.get(id);
    groups.set(id, {
      operation,
      outcome,
      count: (known?.count ?? 0) + count,
      units: [...(known?.units ?? []), { accountId, region }],
      example: known?.example ?? example,
      action: known?.action ?? action,
    });
  }
  return [...groups.values()].sort((a, b) => weight(a) - weight(b) || b.count - a.count);
}

const PER_KEY = [
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
];

/** What the count counts. */
export function countedAs({ operation }: Pick<UnreadGroup, 'operation'>): 'key' | 'account' | 'unit' {
  if (PER_KEY.includes(operation)) return 'key';
  return /^(sts|account|organizations|pricing):/.test(operation) ? 'account' : 'unit';
}

const EFFECTS: Readonly<Record<string, string>> = {
  'sts:GetCallerIdentity': 'Nothing of it is counted or priced.',
  'sts:AssumeRole': 'Nothing of it is counted or priced.',
  'account:ListRegions': 'The default regions were read; others that are on were not.',
  'organizations:ListAccounts': 'Accounts go by the name of their profile; no amount changes.',
  'pricing:GetProducts': 'Prices come from the bundled table.',
  'kms:ListKeys': 'Nothing there is counted or priced.',
  'kms:DescribeKey': 'Each is priced $0 – $3: its kind is unknown.',
  'kms:ListKeyRotations': 'Each is priced $1 – $3: its rotations are unknown.',
  'kms:GetKeyRotationStatus': 'When each rotates next is unknown; today’s amount stands.',
  'kms:ListAliases': 'Keys there go by their id; no amount changes.',
  'kms:ListResourceTags': 'Their owners are unknown; no amount changes.',
  'tag:GetResources': 'Owners there are unknown; no amount changes.',
  'kms:DescribeCustomKeyStores': 'Key stores there are unknown; no amount changes.',
  'cloudhsm:DescribeClusters': 'HSMs there are not counted or priced.',
};

/** What a group does to the figures, in a sentence. */
export function effect({ operation, outcome }: Pick<UnreadGroup, 'operation' | 'outcome'>): string {
  if (outcome === 'regionOff') return 'Nothing can be there, so nothing is missing.';
  return EFFECTS[operation] ?? 'A detail is missing; no amount changes.';
}

/** The keys behind a group, where a filter can name them. */
export function keysOf({ operation }: Pick<UnreadGroup, 'operation'>): KeyFilter | null {
  if (operation === 'kms:DescribeKey') return { kind: ['unknown'] };
  if (operation === 'kms:ListKeyRotations') return { rotations: ['notRead'], ranged: true };
  return null;
}
