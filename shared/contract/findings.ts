import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Amount } from '../model/amount.ts';
import type { FindingException, FindingGroup, KeyHit, OwnerSaving } from '../model/finding.ts';
import type { KeyRow } from '../model/query.ts';
import { base, snapshotRef } from './base.ts';

/** Everything found in a snapshot, without what the exceptions of today cover. */
export interface Findings {
  /** The weightiest first. */
  readonly open: readonly FindingGroup[];
  /** What may or may not be in use, for the savings alone. */
  readonly unknown: readonly FindingGroup[];
  /** Proven savings; each key once. */
  readonly byOwner: readonly OwnerSaving[];
  /** Of the billed customer managed keys, those whose last use AWS has answered. */
  readonly lastUse: { readonly billed: number; readonly known: number };
}

export interface FindingKey extends KeyHit {
  readonly row: KeyRow;
}

/** Keys of one finding: the worst, the soonest and the dearest first. */
export interface FindingKeys {
  readonly group: FindingGroup | null;
  readonly keys: readonly FindingKey[];
  readonly total: { readonly keys: number; readonly amount: Amount };
}

const rule = z.string().regex(/^[a-z]+\.[A-Za-z]+$/);
const subject = z.string().min(1).max(512).nullable();
const ref = z.object({ snapshot: snapshotRef });

/** What an exception may hold; the file and a request are held to the same. `until`: its last day, in UTC. */
const exception = z.object({
  rule,
  subject,
  reason: z.string().trim().min(1).max(500),
  until: z.iso.date(),
});

/** exceptions.json. */
export const exceptionsFile = z.object({
  version: z.literal(1),
  exceptions: z.array(exception.extend({ madeAt: z.iso.datetime() })).readonly(),
});

export type ExceptionWish = z.infer<typeof exception>;

export const findings = {
  list: base.input(ref).output(type<Findings>()),
  keys: base
    .input(
      ref.extend({ rule, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }),
    )
    .output(type<FindingKeys>()),
  /** Every exception that is kept, those that no longer hold included; the latest first. */
  exceptions: base.output(type<readonly FindingException[]>()),
  /** Makes an exception, or replaces the one for the same rule and subject. */
  except: base.input(exception).output(type<FindingException>()),
  /** Takes an exception back; answers it, so that this can be undone. */
  restore: base.input(z.object({ rule, subject })).output(type<FindingException>()),
};
