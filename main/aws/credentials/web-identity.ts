import { readFile } from 'node:fs/promises';
import { openCaller } from '../caller.ts';
import { AwsCallError } from '../error.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import type { CallGate } from '../reader.ts';
import { assumeRoleWithWebIdentity } from '../sts/web-identity.ts';
import type { Credentials } from './credentials.ts';
import type { CredentialSettings } from './open.ts';

/** The role that the token of another identity provider opens. Throws CredentialsError and AwsCallError. */
export async function webIdentityCredentials(
  { profile, section }: ChainRoot,
  settings: CredentialSettings,
  gate: CallGate,
): Promise<Credentials> {
  const path = section.web_identity_token_file ?? '';
  const token = await readToken(path, profile);
  const renew = `Put a new token into ${path}, for profile ${profile}`;
  // Sent without a signature. The token stands where the caller looks for texts that must not leave in an error.
  const unsigned: Credentials = { accessKeyId: '', secretAccessKey: '', sessionToken: token };
  const caller = openCaller({
    ...settings,
    renew,
    credentials: async () => unsigned,
  });
  const answer = assumeRoleWithWebIdentity(caller, gate, settings.homeRegion, {
    roleArn: section.role_arn ?? '',
    sessionName: section.role_session_name ?? `keyledger-${settings.now().getTime()}`,
    durationSeconds: Number.parseInt(section.duration_seconds ?? '', 10) || 3600,
    token,
  });
  return answer.catch((error: unknown) => {
    if (!(error instanceof AwsCallError) || !TOKEN_REFUSED.test(error.code)) throw error;
    throw new CredentialsError({
      outcome: 'badCredentials',
      code: error.code,
      message: `AWS does not take the web identity token of profile ${profile} (${error.code})`,
      action: `${renew}; the role's identity provider in IAM must be the one that issued it`,
    });
  });
}

const TOKEN_REFUSED = /^(InvalidIdentityToken|IDPRejectedClaim)/;

async function readToken(path: string, profile: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new CredentialsError({
      outcome: 'badCredentials',
      code: 'WebIdentityToken',
      message: `The web identity token of profile ${profile} cannot be read from ${path} (${code})`,
      action: `Put the token into ${path}, or correct web_identity_token_file of profile ${profile}`,
    });
  }
}
