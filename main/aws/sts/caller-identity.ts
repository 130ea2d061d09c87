import { MalformedAnswer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { CallGate } from '../reader.ts';
import { using } from '../sdk.ts';

export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  readonly partition: string;
}

/** Who the credentials are. AWS answers it to anyone whose credentials work. */
export function getCallerIdentity(caller: Caller, gate: CallGate, region: string): Promise<Identity> {
  return caller.sdk(
    gate,
    { operation: 'sts:GetCallerIdentity', service: 'sts', region },
    async (config, signal) => {
      const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
      const { Account: accountId, Arn: arn } = await using(new STSClient(config), (client) =>
        client.send(new GetCallerIdentityCommand({}), { abortSignal: signal }),
      );
      const partition = arn?.split(':')[1];
      if (accountId === undefined || arn === undefined || !partition)
        throw new MalformedAnswer('Account or Arn');
      return { accountId, arn, partition };
    },
  );
}
