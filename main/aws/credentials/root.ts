import { CredentialsError } from '../errors/credentials.ts';
import { keysSection } from '../profiles/ambient.ts';
import type { ChainRoot } from '../profiles/chain.ts';
import type { Section } from '../profiles/files.ts';
import type { CallGate } from '../reader.ts';
import { ssoCredentials } from '../sso/role.ts';
import { containerCredentials } from './container.ts';
import type { Credentials } from './credentials.ts';
import { instanceCredentials } from './instance.ts';
import { loginCredentials } from './login.ts';
import type { CredentialSettings } from './open.ts';
import { processCredentials } from './process.ts';
import { webIdentityCredentials } from './web-identity.ts';

/** The credentials that a chain begins with. Throws CredentialsError, and AwsCallError for a web identity. */
export async function rootCredentials(
  root: ChainRoot,
  settings: CredentialSettings,
  gate: CallGate,
): Promise<Credentials> {
  const { endpoints, now, shelf } = settings;
  switch (root.kind) {
    case 'static':
    case 'session':
      return keysIn(root.section);
    case 'process':
      return processCredentials(root, { env: endpoints.env, now, timeoutMs: settings.processTimeoutMs });
    case 'sso':
    case 'ssoLegacy':
      return ssoCredentials(root, endpoints, now, shelf);
    case 'webIdentity':
      return webIdentityCredentials(root, settings, gate);
    case 'credentialSource':
      return sourceCredentials(root, settings);
    case 'login':
      return loginCredentials(root, endpoints, now);
  }
}

function keysIn(section: Section): Credentials {
  return {
    accessKeyId: section.aws_access_key_id ?? '',
    secretAccessKey: section.aws_secret_access_key ?? '',
    sessionToken: section.aws_session_token,
  };
}

async function sourceCredentials(
  { profile, section }: ChainRoot,
  { endpoints }: CredentialSettings,
): Promise<Credentials> {
  const { env } = endpoints;
  switch (section.credential_source) {
    case 'Environment': {
      const keys = keysSection(env);
      if (keys !== null) return keysIn(keys);
      throw new CredentialsError({
        outcome: 'badCredentials',
        code: 'NoKeysInEnvironment',
        message: `Profile ${profile} takes its keys from the environment, which has none`,
        action: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY before Keyledger is started',
      });
    }
    case 'EcsContainer':
      return containerCredentials(profile, env);
    case 'Ec2InstanceMetadata':
      return instanceCredentials(profile, env);
    default:
      throw new CredentialsError({
        outcome: 'badCredentials',
        code: 'UnsupportedProfile',
        message: `Profile ${profile} names a credential_source that AWS does not have`,
        action: `Let credential_source of profile ${profile} be Environment, Ec2InstanceMetadata or EcsContainer`,
      });
  }
}
