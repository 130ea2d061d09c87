import type { Advice, KeyHit, Saving } from '../../model/finding.ts';
import type { KeyMetadata } from '../../model/key.ts';
import type { LastUse } from '../../model/last-use.ts';
import type { LedgerKey } from '../../model/ledger.ts';
import { known } from '../../model/outcome.ts';
import { openingOf } from '../words.ts';

const DAY_MS = 86_400_000;

/** What a rule about one key may look at besides the key. */
export interface KeyFacts {
  /** ISO moment that the snapshot is as of. */
  readonly asOf: string;
  readonly lastUse: LastUse;
}

export interface KeyRule extends Advice {
  readonly id: string;
  /** Whether stopping to pay for these keys is proven to be safe as far as AWS recorded, or not known; null: neither. */
  readonly saving: Saving | null;
  /** Money is the point; else the finding shows no amount. */
  readonly carries: boolean;
  /** For the savings only: of a key about which nothing is known, nothing was found. */
  readonly silent?: true;
  /** A sentence without a full stop. */
  readonly title: (keys: number) => string;
  /** Pure; null where there is nothing to say. */
  readonly judge: (entry: LedgerKey, facts: KeyFacts) => KeyHit | null;
}

/** What DescribeKey said of a key that the customer manages; null for any other, and where it said nothing. */
export function customerManaged({ key }: LedgerKey): KeyMetadata | null {
  const metadata = known(key.metadata);
  return metadata?.manager === 'CUSTOMER' ? metadata : null;
}

/** Charged, or it cannot be ruled out. */
export function mayBeCharged({ amount }: LedgerKey): boolean {
  return amount.lowMicroUsd > 0 || amount.highMicroUsd !== 0;
}

const UNUSABLE = new Set(['Disabled', 'PendingDeletion', 'PendingReplicaDeletion', 'PendingImport']);

/** A customer's key that could be used, and is paid for: of any other, its state says more than its last use. */
export function usableAndCharged(entry: LedgerKey): boolean {
  const metadata = customerManaged(entry);
  return metadata !== null && !UNUSABLE.has(metadata.state) && mayBeCharged(entry);
}

/** Whole days from one moment to another, negative where it has passed. */
export function daysUntil(iso: string, asOf: string): number {
  return Math.floor((Date.parse(iso) - Date.parse(asOf)) / DAY_MS);
}

/** counted(2, 'key', 'is', 'are', 'idle') → "Two keys are idle" */
export function counted(keys: number, noun: string, one: string, many: string, rest: string): string {
  return `${openingOf(keys, noun)} ${keys === 1 ? one : many} ${rest}`;
}

/** Nothing here is done by Keyledger; deletion comes last, and waits. */
export const STOP_SAFELY: readonly string[] = [
  'Disable the key. Billing goes on, and whatever still needs it fails at once: enabling it again undoes that.',
  'Watch CloudTrail for 30 days: a DisabledException names who needed the key.',
  'Only then schedule its deletion, with the longest wait of 30 days. Billing stops; cancelling starts it again.',
];
