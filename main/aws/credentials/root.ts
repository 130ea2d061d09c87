import { fromProcess } from '@aws-sdk/credential-providers';
import type { EndpointSettings } from '../endpoint.ts';
import type { Now } from '../environment.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import type { Credentials } from './credentials.ts';
import { ssoCredentials } from './sso.ts';

/** The credentials that a chain begins with. Throws CredentialsError. */
export async function rootCredentials(
  root: ChainRoot,
  settings: EndpointSettings,
  now: Now,
): Promise<Credentials> {
  switch (root.kind) {
    case 'static':
    case 'session':
      return keysOf(root);
    case 'process':
      return processCredentials(root, settings);
    case 'sso':
    case 'ssoLegacy':
      return ssoCredentials(root, settings, now);
    case 'webIdentity':
    case 'credentialSource':
    case 'login':
      throw new CredentialsError({
        outcome: 'badCredentials',
        code: 'UnsupportedProfile',
        message: `Profile ${root.profile} obtains credentials in a way that this version does not read`,
        action: `Use a profile with keys, a role, an SSO session or a credential_process instead of ${root.profile}`,
      });
  }
}

function keysOf({ section }: ChainRoot): Credentials {
  return {
    accessKeyId: section.aws_access_key_id ?? '',
    secretAccessKey: section.aws_secret_access_key ?? '',
    sessionToken: section.aws_session_token,
  };
}

/** What the SDK says of a command's answer, and what we may repeat: its own error carries the command's output. */
const PROCESS_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/did not return Version 1/, 'did not answer with "Version": 1'],
  [/returned invalid credentials/, 'answered without an access key'],
  [/returned expired credentials/, 'answered with credentials that have ended'],
  [/returned invalid JSON/, 'did not answer with JSON'],
];

async function processCredentials(root: ChainRoot, { config }: EndpointSettings): Promise<Credentials> {
  try {
    return await fromProcess({
      profile: root.profile,
      configFilepath: config.paths.config,
      filepath: config.paths.credentials,
      ignoreCache: true,
    })();
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const fault = PROCESS_FAULTS.find(([pattern]) => pattern.test(said))?.[1] ?? 'ended with an error';
    throw new CredentialsError({
      outcome: /expired/.test(said) ? 'expired' : 'badCredentials',
      code: 'CredentialProcess',
      message: `The credential_process of profile ${root.profile} ${fault}`,
      action: `Run the command of profile ${root.profile} in a terminal to see why`,
    });
  }
}
