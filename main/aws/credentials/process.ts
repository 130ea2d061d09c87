import { exec } from 'node:child_process';
import { z } from 'zod';
import type { Env, Now } from '../environment.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import type { Credentials } from './credentials.ts';

/** What AWS says that a command has to print (credential_process, version 1). */
const printed = z.object({
  Version: z.literal(1),
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  SessionToken: z.string().optional(),
  Expiration: z.string().optional(),
});

const MAX_BYTES = 1024 * 1024;

/**
 * Runs a profile's command. Not by the SDK's `fromProcess`, which waits for ever and whose errors carry the command's
 * output. Throws CredentialsError, which repeats nothing of what was printed.
 */
export async function processCredentials(
  { profile, section }: ChainRoot,
  options: { readonly env: Env; readonly now: Now; readonly timeoutMs: number },
): Promise<Credentials> {
  const fault = (words: string, outcome: 'badCredentials' | 'expired' = 'badCredentials') =>
    new CredentialsError({
      outcome,
      code: 'CredentialProcess',
      message: `The credential_process of profile ${profile} ${words}`,
      action: `Run the command of profile ${profile} in a terminal to see why`,
    });
  const end = await run(section.credential_process ?? '', options);
  if (end === 'late') throw fault(`did not end within ${options.timeoutMs / 1000} s`);
  if (end === 'failed') throw fault('ended with an error');
  const json = parsed(end.output);
  if (json === undefined) throw fault('did not answer with JSON');
  const answer = printed.safeParse(json);
  if (!answer.success) {
    const isVersion = answer.error.issues.some(({ path }) => path[0] === 'Version');
    throw fault(isVersion ? 'did not answer with "Version": 1' : 'answered without an access key');
  }
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  } = answer.data;
  const { Expiration: ends } = answer.data;
  const expiration = ends === undefined ? undefined : new Date(ends);
  if (expiration !== undefined && !(expiration > options.now())) {
    throw fault('answered with credentials that have ended', 'expired');
  }
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}

function run(
  command: string,
  { env, timeoutMs }: { readonly env: Env; readonly timeoutMs: number },
): Promise<{ readonly output: string } | 'late' | 'failed'> {
  return new Promise((resolve) => {
    const options = {
      env: { ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_BYTES,
      windowsHide: true,
    } as const;
    exec(command, options, (error, output) => {
      if (error === null) resolve({ output });
      else resolve(error.killed === true && error.signal === 'SIGKILL' ? 'late' : 'failed');
    });
  });
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
