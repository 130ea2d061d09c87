import type { Amount } from './amount.ts';
import type { Confidence, Price } from './price.ts';

/** Stable names of the cost rules; `shared/cost/rules.ts` says each in words with its source. */
export const RULE_IDS = [
  'key.held',
  'key.awsManaged',
  'key.pendingDeletion',
  'key.unreadable',
  'rotation.first',
  'rotation.second',
  'rotation.capped',
  'rotation.unreadable',
  'hsm.hour',
  'hsm.pending',
  'hsm.notBilled',
  'hsm.emptyCluster',
  'hsm.noPrice',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** One reason for one amount a month. */
export interface LineItem extends Amount {
  readonly rule: RuleId;
  /** The price it was computed from; null where the rule makes it free or no price is known. */
  readonly price: Price | null;
  readonly confidence: Confidence;
  /** How many of the unit: keys, rotations, or HSMs. */
  readonly quantity: number;
  /** What this line is about when the rule alone does not say: a rotation's date, an HSM's id. */
  readonly subject: string | null;
}

/** Who pays, and how we know. `name: null` with basis `none`: no owner tag; with `unread`: the tags were not readable. */
export interface Owner {
  readonly name: string | null;
  readonly basis: { readonly by: 'tag'; readonly tagKey: string } | { readonly by: 'none' | 'unread' };
}

/** The kinds of cost that a total is split by: the key kinds and the HSMs themselves. */
export const COST_KINDS = [
  'customer',
  'replica',
  'cloudhsm',
  'external',
  'awsManaged',
  'unknown',
  'hsm',
] as const;
export type CostKind = (typeof COST_KINDS)[number];
