import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { pdfPages } from '../setup/pdf.ts';
import { freshHome, keyledger } from '../setup/program.ts';

test.describe.configure({ mode: 'serial' });

const { data, env } = freshHome();
const run = (...args: string[]) => keyledger([...args, '--data', data], env);
const dollars = (microUsd: number) =>
  (microUsd / 1e6).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

test('start --once reads the sample, prints the summary and writes the statement', () => {
  test.setTimeout(240_000);
  const { status, stdout } = run('start', '--once');
  expect(status).toBe(0);
  expect(stdout).toContain('Northwind Payments (sample organisation)');
  const statement = /Statement: (\S+\.pdf)/.exec(stdout)?.[1] ?? '';
  const { runRate } = JSON.parse(run('summary', '--json').stdout);
  expect(pdfPages(statement)[0]).toContain(dollars(runRate.total.lowMicroUsd));
  expect(stdout).toContain(dollars(runRate.total.highMicroUsd));
});

test('a result fits 80 columns, without colour where none is wanted', () => {
  for (const command of [
    ['summary'],
    ['list'],
    ['snapshots'],
    ['prices'],
    ['profiles'],
    ['--help'],
    ['scan', '--help'],
  ]) {
    const { stdout } = run(...command);
    const longest = Math.max(...stdout.split('\n').map((line) => [...line].length));
    expect(longest, command.join(' ')).toBeLessThanOrEqual(80);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is printed is what is tested
    expect(stdout).not.toMatch(/\u001b/);
  }
});

test('the JSON forms are as documented, and add up', () => {
  const summary = JSON.parse(run('summary', '--json').stdout);
  for (const field of [
    'snapshot',
    'complete',
    'scope',
    'counts',
    'runRate',
    'by',
    'coverage',
    'prices',
    'requests',
  ]) {
    expect(summary).toHaveProperty(field);
  }
  const keys = run('list', '--json')
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(keys).toHaveLength(
    summary.counts.customerKeys + summary.counts.awsManagedKeys + summary.counts.unknownKeys,
  );
  const sum = (rows: readonly Record<string, number>[], bound: string) =>
    rows.reduce((total, row) => total + (row[bound] ?? Number.NaN), 0);
  for (const bound of ['lowMicroUsd', 'highMicroUsd']) {
    expect(sum(keys, bound)).toBe(summary.runRate.keys[bound]);
    for (const by of ['account', 'region', 'owner', 'kind']) {
      expect(sum(summary.by[by], bound), by).toBe(summary.runRate.total[bound]);
    }
    expect(keys.filter((key) => sum(key.lines, bound) !== key[bound])).toEqual([]);
  }
});

test('an export holds the filtered keys', () => {
  const out = join(data, 'payments.csv');
  expect(run('export', '--owner', 'payments', '--out', out).status).toBe(0);
  const listed = run('list', '--json', '--owner', 'payments').stdout.trim().split('\n');
  expect(readFileSync(out, 'utf8').trim().split('\r\n')).toHaveLength(listed.length + 1);
});

test('snapshots verify, and a changed file is found', () => {
  expect(run('snapshots', '--verify').status).toBe(0);
  const copy = join(data, 'tampered');
  cpSync(join(data, 'snapshots'), join(copy, 'snapshots'), { recursive: true });
  const [first = ''] = readdirSync(join(copy, 'snapshots'));
  appendFileSync(join(copy, 'snapshots', first, 'clusters.parquet'), 'x');
  const { status, stderr } = keyledger(['snapshots', '--verify', '--data', copy], env);
  expect(status).toBe(3);
  expect(stderr).toContain('clusters.parquet');
});

test('exit codes tell usage from nothing readable', () => {
  expect(run('no-such-command').status).toBe(2);
  expect(run('scan').status).toBe(2);
  expect(run('scan', '--quota-share', '7').status).toBe(2);
  expect(run('scan', '--profile', 'nobody').status).toBe(4);
  const empty = freshHome();
  const { status, stderr } = keyledger(['summary', '--data', empty.data], empty.env);
  expect(status).toBe(4);
  expect(stderr).toContain('keyledger scan');
});

test('Ctrl-C cancels a scan with 130 and keeps nothing', async () => {
  const fresh = freshHome();
  const child = spawn(process.execPath, [resolve('out/cli.cjs'), 'scan', '--sample', '--data', fresh.data], {
    env: fresh.env,
  });
  const ended = new Promise<number | null>((end) => child.once('exit', end));
  await new Promise<void>((reading) => {
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Reading')) reading();
    });
  });
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(JSON.parse(keyledger(['snapshots', '--json', '--data', fresh.data], fresh.env).stdout)).toEqual([]);
});
