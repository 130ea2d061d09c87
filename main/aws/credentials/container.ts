import { fromHttp } from '@aws-sdk/credential-providers';
import type { Env } from '../environment.ts';
import { CredentialsError } from '../errors/credentials.ts';
import type { Credentials } from './credentials.ts';

/** Set for what the environment does not give: the SDK would look into the process's own otherwise. */
const NOT_GIVEN = '';

/** The credentials that ECS, EKS or CodeBuild hand to a container. Throws CredentialsError. */
export async function containerCredentials(profile: string, env: Env): Promise<Credentials> {
  const relative = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || NOT_GIVEN;
  const full = env.AWS_CONTAINER_CREDENTIALS_FULL_URI || NOT_GIVEN;
  if (relative === NOT_GIVEN && full === NOT_GIVEN) {
    throw fault(profile, 'NoContainer', 'takes the credentials of a container, and this is none');
  }
  const file = env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE || NOT_GIVEN;
  const token = env.AWS_CONTAINER_AUTHORIZATION_TOKEN || NOT_GIVEN;
  try {
    // One of each pair, as the SDK itself chooses: given both it writes to the console.
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await fromHttp({
      awsContainerCredentialsRelativeUri: relative,
      awsContainerCredentialsFullUri: relative === NOT_GIVEN ? full : NOT_GIVEN,
      awsContainerAuthorizationTokenFile: file,
      awsContainerAuthorizationToken: file === NOT_GIVEN ? token : NOT_GIVEN,
      maxRetries: 2,
    })();
    return { accessKeyId, secretAccessKey, sessionToken, expiration };
  } catch {
    throw fault(profile, 'ContainerCredentials', 'got no credentials from its container');
  }
}

function fault(profile: string, code: string, words: string): CredentialsError {
  return new CredentialsError({
    outcome: 'badCredentials',
    code,
    message: `Profile ${profile} ${words}`,
    action: 'Run Keyledger in the container, and give its task or pod a role',
  });
}
