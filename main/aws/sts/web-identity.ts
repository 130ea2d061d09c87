import type { Caller } from '../caller.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { CallGate } from '../reader.ts';
import { using } from '../sdk.ts';
import { issued } from './issued.ts';

/** One role for the token of another identity provider. Sent unsigned: the token is what proves the caller. */
export function assumeRoleWithWebIdentity(
  caller: Caller,
  gate: CallGate,
  region: string,
  wanted: {
    readonly roleArn: string;
    readonly sessionName: string;
    readonly durationSeconds: number;
    readonly token: string;
  },
): Promise<Credentials> {
  const secrets = [wanted.token];
  const call = { operation: 'sts:AssumeRoleWithWebIdentity', service: 'sts', region, secrets } as const;
  return caller.sdk(gate, call, async (config, signal) => {
    const { AssumeRoleWithWebIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn: wanted.roleArn,
      RoleSessionName: wanted.sessionName,
      DurationSeconds: wanted.durationSeconds,
      WebIdentityToken: wanted.token,
    });
    const { Credentials: answer } = await using(new STSClient(config), (client) =>
      client.send(command, { abortSignal: signal }),
    );
    return issued(answer);
  });
}
