import type { CustomKeyStoresListEntry } from '@aws-sdk/client-kms';
import type { KeyStore } from '../../../shared/model/hsm.ts';
import { MalformedAnswer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import { using } from '../sdk.ts';
import type { Unit } from './target.ts';

export type ReadKeyStore = Omit<KeyStore, 'accountId' | 'region'>;

/** CloudHSM and external key stores of the account in the region. One call in a unit, so by the SDK's own client. */
export function describeCustomKeyStores(
  caller: Caller,
  { region, gate }: Unit,
): AsyncIterable<readonly ReadKeyStore[]> {
  return pages((marker, fresh) =>
    caller.sdk(
      gate,
      { operation: 'kms:DescribeCustomKeyStores', service: 'kms', region },
      async (config, signal) => {
        const { DescribeCustomKeyStoresCommand, KMSClient } = await import('@aws-sdk/client-kms');
        const command = new DescribeCustomKeyStoresCommand({ Marker: marker ?? undefined });
        const answer = await using(new KMSClient(config), (client) =>
          client.send(command, { abortSignal: signal }),
        );
        return {
          items: (answer.CustomKeyStores ?? []).map(keyStore),
          next: fresh(answer.Truncated === true ? (answer.NextMarker ?? null) : null),
        };
      },
    ),
  );
}

function keyStore(entry: CustomKeyStoresListEntry): ReadKeyStore {
  if (entry.CustomKeyStoreId === undefined) throw new MalformedAnswer('CustomKeyStoreId');
  return {
    id: entry.CustomKeyStoreId,
    name: entry.CustomKeyStoreName ?? entry.CustomKeyStoreId,
    type: entry.CustomKeyStoreType ?? 'AWS_CLOUDHSM',
    connectionState: entry.ConnectionState ?? 'UNKNOWN',
    clusterId: entry.CloudHsmClusterId ?? null,
    createdAt: entry.CreationDate?.toISOString() ?? null,
  };
}
