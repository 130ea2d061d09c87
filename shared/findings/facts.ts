import type { Amount } from '../model/amount.ts';
import type { CoverageEntry } from '../model/coverage.ts';
import type { Finding } from '../model/finding.ts';
import type { KeyStore } from '../model/hsm.ts';
import type { LedgerCluster } from '../model/ledger.ts';

/** A key in PendingDeletion or PendingReplicaDeletion. */
export interface PendingDeletion {
  readonly arn: string;
  readonly alias: string | null;
  readonly accountName: string;
  /** ISO date; null while a primary waits for its replicas. */
  readonly deletionDate: string | null;
}

interface KeysAndAmount {
  readonly keys: number;
  readonly amount: Amount;
}

/** What the rules judge by: few figures about many keys, so that a million keys are counted where they are kept. */
export interface FindingFacts {
  /** ISO date that the figures are as of. */
  readonly asOf: string;
  readonly clusters: readonly LedgerCluster[];
  readonly keyStores: readonly KeyStore[];
  /** Soonest first, at most 100; 100 means "at least". */
  readonly pendingDeletion: readonly PendingDeletion[];
  /** Keys in state Disabled that are charged. */
  readonly disabledBilled: KeysAndAmount;
  /** Billed keys (charged more than nothing for certain) whose tags were read and name no owner. */
  readonly unowned: KeysAndAmount;
  /** Keys whose amount is a range, of any kind. */
  readonly ranged: KeysAndAmount;
  readonly coverage: readonly CoverageEntry[];
  /** By account id; an account that is missing is shown by its id. */
  readonly accountNames: Readonly<Record<string, string>>;
}

/** Pure; an empty list where there is nothing to say. */
export type FindingRule = (facts: FindingFacts) => readonly Finding[];
