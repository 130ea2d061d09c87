import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PreflightRequest } from '../../shared/contract/scan.ts';
import { EXIT, type ExitCode } from '../cli/context.ts';
import { createProgram } from '../cli/program.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import type { Fault } from '../sample/faults.ts';
import { generateOrganisation } from '../sample/organisation.ts';
import { writeSampleProfiles } from '../sample/profiles.ts';
import { type SampleEndpoint, serveSample } from '../sample/serve.ts';
import type { Core } from './core.ts';
import { openCore } from './open-core.ts';

const organisation = generateOrganisation({
  seed: 1,
  keys: 200,
  asOf: new Date('2026-11-24T09:12:00Z'),
  regions: ['us-east-1', 'eu-west-1'],
});
const sandbox = organisation.accounts.find(({ name }) => name === 'sandbox')?.id ?? '';
const FAULTS: readonly Fault[] = [
  { where: { account: sandbox, operation: 'kms:ListAliases' }, kind: 'denied' },
];

let folder: string;
let endpoint: SampleEndpoint;
let core: Core;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyledger-preflight-'));
  endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, faults: FAULTS });
  const { env } = await writeSampleProfiles(join(folder, 'aws'), endpoint);
  core = await openCore({ dataDir: join(folder, 'data'), env, version: 'test' });
});
afterAll(async () => {
  await core.close();
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

const source = (profiles: string[]): PreflightRequest['source'] => ({
  kind: 'profiles',
  profiles,
  organisationRole: { name: 'key-auditor' },
});

/** One command of the terminal over the core: what it prints and its exit code. */
async function command(
  ...args: readonly string[]
): Promise<{ exit: ExitCode | undefined; out: string; err: string }> {
  let out = '';
  let err = '';
  let exit: ExitCode | undefined;
  const terminal = createTerminal(
    { write: (text) => (out += text), columns: 110 },
    { write: (text) => (err += text) },
    {},
  );
  const program = createProgram(
    {
      terminal,
      env: {},
      now: () => new Date(),
      interrupted: new AbortController().signal,
      home: folder,
      core: async () => core,
    },
    'test',
    (code) => {
      exit = code;
    },
  );
  program.exitOverride();
  for (const one of program.commands)
    one.exitOverride().configureOutput({ writeErr: (text) => (err += text) });
  await program.parseAsync(['node', 'keyledger', ...args]);
  return { exit, out, err };
}

describe('a pre-flight from the core', () => {
  it('takes the whole organisation through one profile', async () => {
    const report = await core.profiles.preflight({ source: source(['northwind-audit']) });
    expect(report.accounts).toHaveLength(12);
    expect(report.ok).toBe(false);
    expect(JSON.parse(report.policy ?? '').Statement).toMatchObject([{ Action: ['kms:ListAliases'] }]);
  });

  it('says what helps where nothing can be signed in to', async () => {
    const refused = core.profiles.preflight({ source: source(['nobody']) });
    await expect(refused).rejects.toMatchObject({ name: 'CoreError', code: 'UNREADABLE' });
    const nothing = core.profiles.preflight({ source: source(['northwind-audit']), accounts: ['no-such-*'] });
    await expect(nothing).rejects.toMatchObject({
      name: 'CoreError',
      code: 'UNREADABLE',
      message: 'None of the 12 accounts is selected',
    });
  });
});

describe('keyledger preflight', () => {
  const org = ['--profile', 'northwind-audit', '--org-role', 'key-auditor'];

  it('prints a table, the reasons and the policy, and ends with 3', async () => {
    const { exit, out } = await command('preflight', ...org);
    expect(exit).toBe(EXIT.partial);
    expect(out).toContain('12 accounts, one call of each kind in each');
    expect(out).toMatch(/▲ kms:ListAliases +denied in 1 of 12 +Alias/);
    expect(out).toMatch(/✓ kms:ListKeyRotations +allowed +—/);
    expect(out).toContain('kms:ListAliases denied: sandbox\n    Left empty: Alias');
    expect(out).toContain('· organizations:ListAccountsForParent not tried: Only --accounts');
    expect(out).toContain('Allow kms:ListAliases in an IAM policy of role/key-auditor');
    expect(out).toContain('"Action": [\n        "kms:ListAliases"\n      ]');
  });

  it('ends with 0 where everything is allowed', async () => {
    const { exit, out } = await command('preflight', ...org, '--exclude-accounts', 'sand*');
    expect(exit).toBe(EXIT.complete);
    expect(out).toContain('✓ A scan may read everything.');
  });

  it('prints JSON', async () => {
    const { exit, out } = await command('preflight', ...org, '--accounts', sandbox, '--json');
    expect(exit).toBe(EXIT.partial);
    expect(JSON.parse(out)).toMatchObject({ ok: false, accounts: [{ account: { name: 'sandbox' } }] });
  });

  it('refuses an option without the one that it belongs to, and a role name that AWS would not take', async () => {
    for (const args of [
      ['--profile', 'northwind-audit', '--external-id', 'x1'],
      ['--profile', 'northwind-audit', '--org-role', 'no spaces'],
      [...org, '--session-tag', 'no-value'],
    ]) {
      await expect(command('preflight', ...args)).rejects.toMatchObject({ name: 'CommanderError' });
    }
  });
});

describe('keyledger scan --org-role', () => {
  it('reads the accounts selected, and keeps them in the snapshot', async () => {
    const { exit, out } = await command(
      'scan',
      '--profile',
      'northwind-audit',
      '--org-role',
      'key-auditor',
      '--session-tag',
      'purpose=inventory',
      '--accounts',
      'ou-nw01-stag0001,platform-*',
      '--json',
    );
    expect(exit).toBe(EXIT.complete);
    expect(JSON.parse(out)).toBeTruthy();
    const { scope } = await core.snapshots.get('latest');
    expect(scope.profiles).toEqual(['northwind-audit']);
    expect(scope.accounts.map(({ name }) => name).sort()).toEqual([
      'merchant-stage',
      'payments-stage',
      'platform-edge',
      'platform-shared',
    ]);
  });
});
