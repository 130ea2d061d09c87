import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AUDIT_ROLE, AUDIT_USER } from '../../sample/endpoint/credentials.ts';
import type { SampleOrganisation } from '../../sample/organisation.ts';

/** One secret of every kind that a profile can hold or an answer can carry. */
export const PLANTED = {
  secretAccessKey: 'PLANTED+static/secret/access/key==',
  sessionToken: 'PLANTED//session+token==',
  externalId: 'PLANTED-external-id',
  processSecret: 'PLANTED+process/secret',
  processNoise: 'PLANTED-noise-of-a-command',
  ssoAccessToken: 'PLANTED-sso-access-token',
  ssoRefreshToken: 'PLANTED-sso-refresh-token',
  ssoClientSecret: 'PLANTED-sso-client-secret',
  preCoPassword: 'PLANTED-pre-co-password',
} as const;

/** As the sample's endpoint makes up the secrets that it issues. */
export const ISSUED = /northwind\/sample\/ASIA\w+|northwind-session-ASIA\w+/;

/** A secret as it may be written: as it is, within JSON or a URL, or encoded. */
export function formsOf(secret: string): readonly string[] {
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]),
  ];
}

export interface PlantedProfiles {
  readonly env: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  /** Those that cannot sign in. */
  readonly broken: readonly string[];
}

async function write(path: string, lines: readonly string[]): Promise<void> {
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
}

function token(expiresAt: string) {
  return {
    accessToken: PLANTED.ssoAccessToken,
    refreshToken: PLANTED.ssoRefreshToken,
    clientSecret: PLANTED.ssoClientSecret,
    clientId: 'client',
    region: 'us-east-1',
    startUrl: 'https://northwind.awsapps.example/start',
    registrationExpiresAt: '2099-01-01T00:00:00Z',
    expiresAt,
  };
}

/** A home folder whose every profile holds a planted secret; some sign in, some fail each in a way of their own. */
export async function plantProfiles(
  home: string,
  organisation: SampleOrganisation,
  url: string,
): Promise<PlantedProfiles> {
  const folder = join(home, '.aws');
  const cache = join(folder, 'sso', 'cache');
  await mkdir(cache, { recursive: true });
  const [management, member] = organisation.accounts.map(({ id }) => id);
  const answer = { Version: 1, AccessKeyId: AUDIT_USER.accessKeyId, SecretAccessKey: PLANTED.processSecret };
  await write(join(home, 'answer.json'), [JSON.stringify(answer)]);
  await write(join(home, 'noise.sh'), [
    `echo '{"SecretAccessKey": "${PLANTED.processNoise}'`,
    `echo '${PLANTED.processNoise}' >&2`,
    'exit 1',
  ]);
  const role = (account: string | undefined, name: string) => [
    `role_arn = arn:aws:iam::${account}:role/${name}`,
    'source_profile = keys',
    `external_id = ${PLANTED.externalId}`,
  ];
  const sso = [`sso_account_id = ${management}`, `sso_role_name = ${AUDIT_ROLE}`];
  await write(join(folder, 'config'), [
    ...['[profile keys]', 'region = us-east-1'],
    ...['[profile role]', ...role(member, AUDIT_ROLE), 'region = us-east-1'],
    ...['[profile refused]', ...role(member, 'nobody'), 'region = us-east-1'],
    ...['[profile command]', 'region = us-east-1', `credential_process = cat "${join(home, 'answer.json')}"`],
    ...['[profile noise]', 'region = us-east-1', `credential_process = sh "${join(home, 'noise.sh')}"`],
    ...['[profile session]', 'region = us-east-1'],
    ...['[profile expired]', ...sso, 'sso_session = corp', 'region = us-east-1'],
    ...['[profile legacy]', ...sso, 'sso_start_url = https://legacy.example/start', 'sso_region = us-east-1'],
    ...[
      '[sso-session corp]',
      'sso_start_url = https://northwind.awsapps.example/start',
      'sso_region = us-east-1',
    ],
  ]);
  await write(join(folder, 'credentials'), [
    ...['[keys]', `aws_access_key_id = ${AUDIT_USER.accessKeyId}`],
    `aws_secret_access_key = ${PLANTED.secretAccessKey}`,
    ...['[session]', `aws_access_key_id = ${AUDIT_USER.accessKeyId}`],
    `aws_secret_access_key = ${PLANTED.secretAccessKey}`,
    `aws_session_token = ${PLANTED.sessionToken}`,
  ]);
  const cached = (name: string) => join(cache, `${createHash('sha1').update(name).digest('hex')}.json`);
  await write(cached('corp'), [JSON.stringify(token('2020-01-01T00:00:00Z'))]);
  await write(cached('https://legacy.example/start'), [JSON.stringify(token('2099-01-01T00:00:00Z'))]);
  const broken = ['refused', 'noise', 'session', 'expired', 'legacy'];
  return {
    env: { HOME: home, PATH: process.env.PATH ?? '', AWS_ENDPOINT_URL: url, NO_COLOR: '1' },
    profiles: ['keys', 'role', 'command', ...broken],
    broken,
  };
}
