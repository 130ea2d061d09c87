import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AUDIT_ROLE, AUDIT_USER, AUDIT_USER_NAME } from './endpoint/credentials.ts';
import type { SampleEndpoint } from './serve.ts';

export interface SampleProfiles {
  /** To be set for whoever reads the profiles. */
  readonly env: { readonly AWS_CONFIG_FILE: string; readonly AWS_SHARED_CREDENTIALS_FILE: string };
  /** `northwind-audit` first, then one for every other account, named as the account. */
  readonly profiles: readonly string[];
}

/**
 * Writes `config` and `credentials` into `folder`, so that the sample is read through real profiles: static keys of
 * the management account, and a role chain from them into each other account.
 */
export async function writeSampleProfiles(folder: string, endpoint: SampleEndpoint): Promise<SampleProfiles> {
  const { organisation, url } = endpoint;
  const members = organisation.accounts.filter((account) => !account.management);
  const region = organisation.regions[0] ?? 'us-east-1';
  const common = [`region = ${region}`, `endpoint_url = ${url}`, ''];
  const config = [
    `[profile ${AUDIT_USER_NAME}]`,
    ...common,
    ...members.flatMap((account) => [
      `[profile ${account.name}]`,
      `role_arn = arn:aws:iam::${account.id}:role/${AUDIT_ROLE}`,
      `source_profile = ${AUDIT_USER_NAME}`,
      ...common,
    ]),
  ];
  const credentials = [
    `[${AUDIT_USER_NAME}]`,
    `aws_access_key_id = ${AUDIT_USER.accessKeyId}`,
    `aws_secret_access_key = ${AUDIT_USER.secretAccessKey}`,
    '',
  ];
  const env = {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(env.AWS_CONFIG_FILE, config.join('\n'), { mode: 0o600 });
  await writeFile(env.AWS_SHARED_CREDENTIALS_FILE, credentials.join('\n'), { mode: 0o600 });
  return { env, profiles: [AUDIT_USER_NAME, ...members.map((account) => account.name)] };
}
