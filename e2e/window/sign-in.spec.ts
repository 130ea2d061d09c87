import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { AUDIT_USER } from '../../main/sample/endpoint/credentials.ts';
import { generateOrganisation } from '../../main/sample/organisation.ts';
import { type SampleEndpoint, serveSample } from '../../main/sample/serve.ts';
import { freshHome, type Served, serve } from '../setup/program.ts';
import { needsChromium } from '../setup/window.ts';

const { data, env } = freshHome();
const home = env.HOME ?? '';
let sample: SampleEndpoint;
let door: Served;

const CONFIG = `[profile sso]
region = eu-west-1
sso_session = northwind
sso_account_id = 111122223333
sso_role_name = key-auditor
[sso-session northwind]
sso_start_url = https://northwind.awsapps.com/start
sso_region = eu-west-1
[profile mfa]
region = eu-west-1
role_arn = arn:aws:iam::111122223333:role/key-auditor
source_profile = base
mfa_serial = arn:aws:iam::999988887777:mfa/auditor
[profile base]
region = eu-west-1
aws_access_key_id = ${AUDIT_USER.accessKeyId}
aws_secret_access_key = ${AUDIT_USER.secretAccessKey}
`;

needsChromium();

test.beforeAll(async () => {
  const organisation = generateOrganisation({ seed: 1, keys: 48, asOf: new Date() });
  sample = await serveSample({
    organisation,
    latencyMs: 0,
    quotas: false,
    faults: [],
    signIn: { pending: 4 },
  });
  mkdirSync(join(home, '.aws'), { recursive: true });
  writeFileSync(join(home, '.aws', 'config'), CONFIG);
  env.AWS_ENDPOINT_URL = sample.url;
  door = await serve(data, env);
});
test.afterAll(async () => {
  await door.stop();
  await sample.close();
});

test('a profile is signed in by page and code, another by its MFA code, and both can be read', async ({
  page,
}) => {
  // The page would open the sign-in page by itself; here nothing may leave this computer.
  await page.addInitScript(() => {
    window.open = (url) => {
      document.documentElement.dataset.opened = String(url);
      return null;
    };
  });
  await page.goto(door.address);
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

  await row('sso').getByRole('button', { name: 'Sign in for sso' }).click();
  await expect(row('sso').getByText(/NRTH-\d{4}/)).toBeVisible();
  const link = row('sso').getByRole('link', { name: 'sign-in page' });
  await expect(link).toHaveAttribute(
    'href',
    /^https:\/\/sign-in\.northwind\.example\/device\?user_code=NRTH-/,
  );
  await expect(page.locator('html')).toHaveAttribute('data-opened', (await link.getAttribute('href')) ?? '');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await expect(row('sso').getByText('Ready')).toBeVisible();
  expect(readdirSync(join(home, '.aws', 'sso', 'cache'))).toHaveLength(1);

  await row('mfa').getByRole('button', { name: 'Enter code for mfa' }).click();
  const field = row('mfa').getByLabel('Code of arn:aws:iam::999988887777:mfa/auditor');
  await field.fill('000000');
  await row('mfa').getByRole('button', { name: 'Give code' }).click();
  await expect(row('mfa').getByText('AWS did not take that code')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await field.fill('123 456');
  await row('mfa').getByRole('button', { name: 'Give code' }).click();
  await expect(row('mfa').getByText('Ready')).toBeVisible();
  for (const name of ['sso', 'mfa']) await expect(row(name).getByRole('checkbox')).toBeEnabled();
});

test('the terminal signs in by itself: page, code, and the token where the AWS CLI looks', async () => {
  const own = freshHome();
  const folder = join(own.env.HOME ?? '', '.aws');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config'), CONFIG);
  const run = (profile: string) =>
    promisify(execFile)(
      process.execPath,
      [resolve('out/cli.cjs'), 'login', '--profile', profile, '--data', own.data],
      {
        env: { ...own.env, AWS_ENDPOINT_URL: sample.url },
      },
    );
  const { stderr } = await run('sso');
  expect(stderr).toMatch(/https:\/\/sign-in\.northwind\.example\/device\?user_code=(NRTH-\d{4})\n\s+\1\n/);
  expect(stderr).toContain('account 111122223333');
  expect(readdirSync(join(folder, 'sso', 'cache'))).toHaveLength(1);
  await expect(run('gone')).rejects.toMatchObject({
    code: 4,
    stderr: expect.stringContaining('There is no profile gone'),
  });
  await expect(run('mfa')).rejects.toMatchObject({
    code: 4,
    stderr: expect.stringContaining('run this in a terminal'),
  });
});
