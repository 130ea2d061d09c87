import { object, optionalText, text } from '../answer.ts';
import type { Env } from '../environment.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { Credentials } from './credentials.ts';
import { exchange } from './exchange.ts';

const ADDRESSES = { IPv4: 'http://169.254.169.254', IPv6: 'http://[fd00:ec2::254]' } as const;
const CREDENTIALS_PATH = '/latest/meta-data/iam/security-credentials/';
/** The service is on the machine itself: where it does not answer at once, this is no EC2 instance. */
const TIMEOUT_MS = 1_000;

/**
 * The credentials of the EC2 instance that this runs on, by IMDSv2 alone. Not by the SDK's `fromInstanceMetadata`,
 * which reads its address from the process's environment. Throws CredentialsError.
 */
export async function instanceCredentials(profile: string, env: Env): Promise<Credentials> {
  const fault = (code: string, words: string, action: string) =>
    new CredentialsError({
      outcome: 'badCredentials',
      code,
      message: `Profile ${profile} takes the credentials of an EC2 instance: ${words}`,
      action,
    });
  if (env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true') {
    throw fault('InstanceOff', 'AWS_EC2_METADATA_DISABLED turns it off', 'Unset AWS_EC2_METADATA_DISABLED');
  }
  try {
    return await ask(addressOf(env));
  } catch (error) {
    if (error instanceof NoRole) {
      throw fault('NoInstanceRole', 'the instance has no role', 'Attach an instance profile to the instance');
    }
    throw fault(
      'NoInstance',
      'nothing answers here',
      `Run Keyledger on the instance, or use another profile`,
    );
  }
}

class NoRole extends Error {
  override readonly name = 'NoRole';
}

function addressOf(env: Env): string {
  const mode = env.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE?.toLowerCase() === 'ipv6' ? 'IPv6' : 'IPv4';
  return env.AWS_EC2_METADATA_SERVICE_ENDPOINT || ADDRESSES[mode];
}

async function ask(address: string): Promise<Credentials> {
  const token = await exchange({
    url: new URL('/latest/api/token', address),
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '300' },
    timeoutMs: TIMEOUT_MS,
  });
  if (token.status !== 200) throw new Error('no token');
  const read = (path: string) =>
    exchange({
      url: new URL(path, address),
      method: 'GET',
      headers: { 'x-aws-ec2-metadata-token': token.text },
      timeoutMs: TIMEOUT_MS,
    });
  const roles = await read(CREDENTIALS_PATH);
  const role = roles.text.split('\n')[0]?.trim() ?? '';
  if (roles.status === 404 || role === '') throw new NoRole('no role');
  const answer = await read(CREDENTIALS_PATH + encodeURIComponent(role));
  if (answer.status !== 200) throw new Error('no credentials');
  const json = object(JSON.parse(answer.text), 'the answer');
  const ends = Date.parse(optionalText(json, 'Expiration') ?? '');
  return {
    accessKeyId: text(json, 'AccessKeyId'),
    secretAccessKey: text(json, 'SecretAccessKey'),
    sessionToken: text(json, 'Token'),
    expiration: Number.isNaN(ends) ? undefined : new Date(ends),
  };
}
