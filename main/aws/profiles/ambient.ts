import type { Env } from '../environment.ts';
import type { Section } from './files.ts';

/** The name under which credentials of the environment itself are offered, beside the profiles of the files. */
export const ENVIRONMENT_PROFILE = 'environment';

/**
 * Credentials that stand in the environment without any file, as a section: keys, a web identity, or those that a
 * container is given, in the SDK's order. None where AWS_PROFILE is set: the AWS tools then skip them (facts section 8).
 */
export function environmentSection(env: Env): Section | null {
  if (env.AWS_PROFILE) return null;
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined;
  const keys = keysSection(env);
  if (keys !== null) return { ...keys, region };
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) {
    return {
      role_arn: env.AWS_ROLE_ARN,
      web_identity_token_file: env.AWS_WEB_IDENTITY_TOKEN_FILE,
      role_session_name: env.AWS_ROLE_SESSION_NAME || undefined,
      region,
    };
  }
  return hasContainer(env) ? { credential_source: 'EcsContainer', region } : null;
}

/** The access keys that the environment holds, or null. */
export function keysSection(env: Env): Section | null {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env;
  if (!id || !secret) return null;
  return { aws_access_key_id: id, aws_secret_access_key: secret, aws_session_token: token || undefined };
}

export function hasContainer(env: Env): boolean {
  return Boolean(env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI);
}
