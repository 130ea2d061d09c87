import { homedir } from 'node:os';
import { join } from 'node:path';
import { fromLoginCredentials } from '@aws-sdk/credential-providers';
import type { EndpointSettings } from '../endpoint.ts';
import type { Now } from '../environment.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import { awsLoginCommand } from '../profiles/command.ts';
import { loginLeftMs, readLoginToken } from '../profiles/login.ts';
import type { Credentials } from './credentials.ts';

/** As the AWS SDK does (facts section 8). */
const RENEW_AHEAD_MS = 5 * 60_000;

/**
 * The keys of a console session that `aws login` keeps. The SDK renews them, in its cache, where that lies in its
 * usual place: it takes no other. Throws CredentialsError.
 */
export async function loginCredentials(
  root: ChainRoot,
  { env, config }: EndpointSettings,
  now: Now,
): Promise<Credentials> {
  const { loginCache } = config.paths;
  const token = await readLoginToken(loginCache, root.section.login_session ?? '');
  if (token === null) throw signIn(root, `There is no session of aws login for profile ${root.profile} yet`);
  const left = loginLeftMs(token, now());
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = token.accessToken;
  const kept: Credentials = { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt) };
  if (left > RENEW_AHEAD_MS) return kept;
  const usual = loginCache === join(homedir(), '.aws', 'login', 'cache') && !env.AWS_LOGIN_CACHE_DIRECTORY;
  if (!usual) {
    if (left > 0) return kept;
    throw signIn(root, `The console session of profile ${root.profile} has ended`);
  }
  try {
    const renewed = await fromLoginCredentials({
      profile: root.profile,
      configFilepath: config.paths.config,
      filepath: config.paths.credentials,
      ignoreCache: true,
    })();
    return {
      accessKeyId: renewed.accessKeyId,
      secretAccessKey: renewed.secretAccessKey,
      sessionToken: renewed.sessionToken,
      expiration: renewed.expiration,
    };
  } catch (error) {
    throw refused(root, error);
  }
}

function signIn(root: ChainRoot, message: string, code = 'LoginSession'): CredentialsError {
  return new CredentialsError({
    outcome: 'expired',
    code,
    message,
    action: `Run: ${awsLoginCommand(root.profile)}`,
  });
}

/** The SDK's texts (facts section 8); not repeated, for they may carry paths and answers. */
function refused(root: ChainRoot, error: unknown): CredentialsError {
  const said = error instanceof Error ? error.message : '';
  const { profile } = root;
  if (/change in your password/.test(said)) {
    return signIn(root, `The password behind the console session of profile ${profile} was changed`);
  }
  if (/CreateOAuth2Token/.test(said)) {
    return new CredentialsError({
      outcome: 'denied',
      code: 'LoginSession',
      message: `The console session of profile ${profile} may not be renewed`,
      action: `Allow signin:CreateOAuth2Token to the user of profile ${profile}, then run: ${awsLoginCommand(profile)}`,
    });
  }
  return signIn(root, `The console session of profile ${profile} has ended and could not be renewed`);
}
