import { MalformedAnswer } from '../answer.ts';
import type { Credentials } from '../credentials/credentials.ts';

/** The credentials that STS hands out, as ours. Throws MalformedAnswer. */
export function issued(
  answer:
    | {
        readonly AccessKeyId?: string | undefined;
        readonly SecretAccessKey?: string | undefined;
        readonly SessionToken?: string | undefined;
        readonly Expiration?: Date | undefined;
      }
    | undefined,
): Credentials {
  if (!answer?.AccessKeyId || !answer.SecretAccessKey || !answer.SessionToken) {
    throw new MalformedAnswer('Credentials');
  }
  return {
    accessKeyId: answer.AccessKeyId,
    secretAccessKey: answer.SecretAccessKey,
    sessionToken: answer.SessionToken,
    expiration: answer.Expiration,
  };
}
