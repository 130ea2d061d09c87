import { MalformedAnswer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import type { CallGate, RegionStatus } from '../reader.ts';
import { using } from '../sdk.ts';

const ENABLED = new Set(['ENABLED', 'ENABLED_BY_DEFAULT', 'ENABLING']);

/** The regions of the caller's own account. `region`: the partition's, for the service is global. */
export function listRegions(
  caller: Caller,
  gate: CallGate,
  region: string,
): AsyncIterable<readonly RegionStatus[]> {
  return pages((token, fresh) =>
    caller.sdk(
      gate,
      { operation: 'account:ListRegions', service: 'account', region },
      async (config, signal) => {
        const { AccountClient, ListRegionsCommand } = await import('@aws-sdk/client-account');
        const command = new ListRegionsCommand({ MaxResults: 50, NextToken: token ?? undefined });
        const answer = await using(new AccountClient(config), (client) =>
          client.send(command, { abortSignal: signal }),
        );
        return {
          items: (answer.Regions ?? []).map((entry) => {
            if (entry.RegionName === undefined) throw new MalformedAnswer('RegionName');
            return { region: entry.RegionName, enabled: ENABLED.has(entry.RegionOptStatus ?? '') };
          }),
          next: fresh(answer.NextToken ?? null),
        };
      },
    ),
  );
}
