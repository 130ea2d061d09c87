import { MalformedAnswer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { RoleHop } from '../profiles/chain.ts';
import type { CallGate } from '../reader.ts';
import { using } from '../sdk.ts';

/** One role with the caller's credentials. `sessionName` is what CloudTrail will show where the profile sets none. */
export function assumeRole(
  caller: Caller,
  gate: CallGate,
  region: string,
  hop: RoleHop,
  given: { readonly sessionName: string; readonly mfaCode: string | null },
): Promise<Credentials> {
  return caller.sdk(gate, { operation: 'sts:AssumeRole', service: 'sts', region }, async (config, signal) => {
    const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
    const command = new AssumeRoleCommand({
      RoleArn: hop.roleArn,
      RoleSessionName: hop.sessionName ?? given.sessionName,
      DurationSeconds: hop.durationSeconds,
      ExternalId: hop.externalId ?? undefined,
      ...(given.mfaCode === null || hop.mfaSerial === null
        ? {}
        : { SerialNumber: hop.mfaSerial, TokenCode: given.mfaCode }),
    });
    const { Credentials: answer } = await using(new STSClient(config), (client) =>
      client.send(command, { abortSignal: signal }),
    );
    if (!answer?.AccessKeyId || !answer.SecretAccessKey || !answer.SessionToken) {
      throw new MalformedAnswer('Credentials');
    }
    return {
      accessKeyId: answer.AccessKeyId,
      secretAccessKey: answer.SecretAccessKey,
      sessionToken: answer.SessionToken,
      expiration: answer.Expiration,
    };
  });
}
