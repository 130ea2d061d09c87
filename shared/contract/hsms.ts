import { type } from '@orpc/contract';
import { z } from 'zod';
import type { KeyStore } from '../model/hsm.ts';
import type { LedgerCluster } from '../model/ledger.ts';
import { base, snapshotRef } from './base.ts';

export interface HsmInventory {
  readonly clusters: readonly LedgerCluster[];
  readonly keyStores: readonly (KeyStore & { readonly keys: number })[];
}

export const hsms = { list: base.input(z.object({ snapshot: snapshotRef })).output(type<HsmInventory>()) };
