import { type } from '@orpc/contract';
import { z } from 'zod';
import { KEY_KINDS } from '../model/key.ts';
import type { LastUse } from '../model/last-use.ts';
import type { LedgerKey } from '../model/ledger.ts';
import type { Account } from '../model/place.ts';
import {
  type FacetCounts,
  type KeyFilter,
  type KeyPage,
  type KeyRow,
  ROTATION_BANDS,
  SORT_COLUMNS,
} from '../model/query.ts';
import { base, snapshotRef } from './base.ts';

const values = z.array(z.string().max(256).nullable()).max(200).readonly();
const names = z.array(z.string().max(256)).max(200).readonly();

export const keyFilter = z.object({
  text: z.string().max(200).optional(),
  account: names.optional(),
  region: names.optional(),
  owner: values.optional(),
  kind: z.array(z.enum(KEY_KINDS)).readonly().optional(),
  state: values.optional(),
  spec: values.optional(),
  origin: values.optional(),
  rotations: z.array(z.enum(ROTATION_BANDS)).readonly().optional(),
  ranged: z.boolean().optional(),
}) satisfies z.ZodType<KeyFilter>;

/** One key, whole, with what its pane needs beside it. */
export interface KeyDetail {
  readonly ledger: LedgerKey;
  readonly account: Account;
  /** The multi-Region family, primary first, this key included; empty for a single-Region key. */
  readonly family: readonly KeyRow[];
  readonly asOf: string;
  /** As known now, which may be later than the snapshot. */
  readonly lastUse: LastUse;
}

const ref = z.object({ snapshot: snapshotRef });

export const keys = {
  page: base
    .input(
      ref.extend({
        filter: keyFilter,
        sort: z
          .array(z.object({ column: z.enum(SORT_COLUMNS), descending: z.boolean() }))
          .max(4)
          .readonly(),
        offset: z.number().int().nonnegative(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(type<KeyPage>()),
  facets: base.input(ref.extend({ filter: keyFilter })).output(type<FacetCounts>()),
  get: base.input(ref.extend({ arn: z.string().max(512) })).output(type<KeyDetail>()),
  /** What is known of the last use of these keys, in their order; no matter which snapshot has them. */
  lastUse: base
    .input(z.object({ arns: z.array(z.string().max(512)).max(500) }))
    .output(type<readonly LastUse[]>()),
};
