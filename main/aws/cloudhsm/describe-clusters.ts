import type { Cluster } from '@aws-sdk/client-cloudhsm-v2';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import { MalformedAnswer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Unit } from '../kms/target.ts';
import { pages } from '../pages.ts';
import { using } from '../sdk.ts';
import { keepLostFields, type LostFields } from './lost-fields.ts';

export type ReadCluster = Omit<HsmCluster, 'accountId' | 'region'>;

/** This old client counts the attempts after the first one. */
const ONE_ATTEMPT = 0;

/** CloudHSM clusters with their HSMs. The client is imported when it is needed: it takes a third of a second. */
export function describeClusters(
  caller: Caller,
  { region, gate }: Unit,
): AsyncIterable<readonly ReadCluster[]> {
  return pages((token, fresh) =>
    caller.sdk(
      gate,
      { operation: 'cloudhsm:DescribeClusters', service: 'cloudhsm', region },
      async (config, signal) => {
        const { CloudHSMV2Client, DescribeClustersCommand } = await import('@aws-sdk/client-cloudhsm-v2');
        const command = new DescribeClustersCommand(token === null ? {} : { NextToken: token });
        return using(new CloudHSMV2Client({ ...config, maxAttempts: ONE_ATTEMPT }), async (client) => {
          const lost = keepLostFields(client);
          const answer = await client.send(command, { abortSignal: signal });
          return {
            items: (answer.Clusters ?? []).map((cluster) => readCluster(cluster, lost)),
            next: fresh(answer.NextToken ?? null),
          };
        });
      },
    ),
  );
}

function readCluster(cluster: Cluster, lost: ReadonlyMap<string, LostFields>): ReadCluster {
  const { ClusterId: id, State: state, HsmType: hsmType } = cluster;
  if (id === undefined || state === undefined) throw new MalformedAnswer('ClusterId or State');
  const kept = lost.get(id);
  return {
    id,
    state,
    hsmType: hsmType ?? 'unknown',
    mode: kept?.mode ?? null,
    networkType: kept?.networkType ?? null,
    createdAt: cluster.CreateTimestamp?.toISOString() ?? null,
    hsms: (cluster.Hsms ?? []).map((hsm) => {
      if (hsm.HsmId === undefined || hsm.State === undefined) throw new MalformedAnswer('HsmId or State');
      const type = (hsm as { HsmType?: unknown }).HsmType;
      return {
        id: hsm.HsmId,
        availabilityZone: hsm.AvailabilityZone ?? 'unknown',
        state: hsm.State,
        type: typeof type === 'string' ? type : null,
      };
    }),
    tags: (cluster.TagList ?? []).map((tag) => ({ key: tag.Key ?? '', value: tag.Value ?? '' })),
  };
}
