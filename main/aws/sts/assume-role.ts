import type { Caller } from '../caller.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { RoleHop } from '../profiles/chain.ts';
import type { CallGate, RoleRequest } from '../reader.ts';
import { using } from '../sdk.ts';
import { issued } from './issued.ts';

/** One role with the caller's credentials. `sessionName` is what CloudTrail will show where the profile sets none. */
export function assumeRole(
  caller: Caller,
  gate: CallGate,
  region: string,
  hop: RoleHop,
  given: {
    readonly sessionName: string;
    readonly mfaCode: string | null;
    readonly tags?: RoleRequest['tags'];
  },
): Promise<Credentials> {
  const secrets = [hop.externalId, given.mfaCode].filter((text) => text !== null);
  const call = { operation: 'sts:AssumeRole', service: 'sts', region, secrets } as const;
  return caller.sdk(gate, call, async (config, signal) => {
    const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
    const command = new AssumeRoleCommand({
      RoleArn: hop.roleArn,
      RoleSessionName: hop.sessionName ?? given.sessionName,
      DurationSeconds: hop.durationSeconds,
      ExternalId: hop.externalId ?? undefined,
      ...(given.tags?.length
        ? { Tags: given.tags.map(({ key, value }) => ({ Key: key, Value: value })) }
        : {}),
      ...(given.mfaCode === null || hop.mfaSerial === null
        ? {}
        : { SerialNumber: hop.mfaSerial, TokenCode: given.mfaCode }),
    });
    const { Credentials: answer } = await using(new STSClient(config), (client) =>
      client.send(command, { abortSignal: signal }),
    );
    return issued(answer);
  });
}
