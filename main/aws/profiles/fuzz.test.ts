import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { configuredEndpoint } from '../endpoint.ts';
import { writeProfiles } from '../testing/profiles.ts';
import { AwsConfigError } from './error.ts';
import { readSharedConfig } from './files.ts';
import { listProfiles } from './list.ts';

const SECRET = 'PLANTED0SECRET0PLANTED';
const SETTINGS = [
  'aws_access_key_id',
  'aws_session_token',
  'role_arn',
  'source_profile',
  'credential_source',
  'mfa_serial',
  'sso_session',
  'sso_start_url',
  'sso_account_id',
  'sso_region',
  'sso_role_name',
  'login_session',
  'services',
  'duration_seconds',
  'region',
  'constructor',
  '__proto__',
];
const NAMES = ['a', 'b', 'c', 'default', 'constructor', '__proto__', 'x y', 'ü', 'toString'];
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMES).map((name) => `[profile ${name}]`) },
  { weight: 1, arbitrary: fc.constantFrom(...NAMES).map((name) => `[${name}]`) },
  { weight: 1, arbitrary: fc.constantFrom('[sso-session a]', '[services b]', '[profile "a"]', '# x', '') },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...SETTINGS), fc.oneof(fc.constantFrom(...NAMES), fc.string()))
      .map(([name, value]) => `${name} = ${value}`),
  },
  { weight: 2, arbitrary: fc.constant(`aws_secret_access_key = ${SECRET}`) },
  { weight: 1, arbitrary: fc.string() },
);
const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));

it('reads any text as profiles, or refuses it with a typed error: never a crash, a loop or a secret', async () => {
  const before = Object.getOwnPropertyNames(Object).length;
  const files = await writeProfiles({});
  try {
    await fc.assert(
      fc.asyncProperty(text, text, async (config, credentials) => {
        await writeFile(files.config, config);
        await writeFile(files.credentials, credentials);
        const told = await listProfiles({ env: files.env, now: () => new Date(0) }).catch(
          (error: unknown) => error,
        );
        expect(JSON.stringify(told instanceof Error ? { ...told, text: String(told) } : told)).not.toContain(
          SECRET,
        );
        if (told instanceof Error) {
          expect(told).toBeInstanceOf(AwsConfigError);
          return;
        }
        const shared = await readSharedConfig(files.env);
        for (const profile of shared.profiles.keys()) {
          try {
            configuredEndpoint({ env: {}, config: shared, profile }, 'kms');
          } catch (error) {
            expect(error).toBeInstanceOf(AwsConfigError);
          }
        }
      }),
      { numRuns: 300 },
    );
  } finally {
    await files.remove();
  }
  expect(Object.getOwnPropertyNames(Object).length).toBe(before);
});
