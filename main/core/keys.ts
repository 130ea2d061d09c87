import type { HsmInventory } from '../../shared/contract/hsms.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { KeyService, LastUseService } from './core.ts';
import { CoreError } from './error.ts';
import { findManifest } from './find-manifest.ts';

export function createKeyService(ledger: Ledger, lastUse: LastUseService): KeyService {
  const idOf = async (ref: string) => (await findManifest(ledger, ref)).id;

  return {
    page: async (ref, query) => ledger.page(await idOf(ref), query),
    facets: async (ref, filter) => ledger.facets(await idOf(ref), filter),
    async get(ref, arn) {
      const manifest = await findManifest(ledger, ref);
      const [found, family] = await Promise.all([
        ledger.key(manifest.id, arn),
        ledger.family(manifest.id, arn),
      ]);
      if (!found) {
        throw new CoreError(
          'NOT_FOUND',
          `No key ${arn} in this snapshot`,
          'Look in another snapshot, or scan again',
        );
      }
      const account = manifest.scope.accounts.find(({ id }) => id === found.key.accountId);
      if (!account)
        throw new CoreError('UNREADABLE', `The snapshot does not name account ${found.key.accountId}`, null);
      const [use] = await lastUse.of([arn]);
      if (!use) throw new Error('One key was asked for, and its last use was not graded');
      return { ledger: found, account, family, asOf: manifest.asOf, lastUse: use };
    },
    async *each(ref, filter) {
      yield* ledger.eachKey(await idOf(ref), { filter });
    },
  };
}

export function createHsmService(ledger: Ledger): { list(ref: string): Promise<HsmInventory> } {
  return {
    async list(ref) {
      const { id } = await findManifest(ledger, ref);
      const [clusters, keyStores] = await Promise.all([ledger.clusters(id), ledger.keyStores(id)]);
      return { clusters, keyStores };
    },
  };
}
