import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gradeLastUse } from '../../shared/findings/last-use-grade.ts';
import { exactly } from '../../shared/model/amount.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { read } from '../../shared/model/outcome.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { EXAMPLE_METADATA, exampleKey, withSnapshot } from '../ledger/testing/example.ts';
import type { LastUseService } from './core.ts';
import { createFindingsService } from './findings.ts';

const OWNED = { name: 'payments', basis: { by: 'tag', tagKey: 'owner' } } as const;

function disabled(number: number, dollars: number, owner: LedgerKey['owner'] = OWNED): LedgerKey {
  const metadata = read({ ...EXAMPLE_METADATA, state: 'Disabled' });
  return exampleKey(number, { owner, amount: exactly(dollars * 1_000_000), key: { metadata } });
}

/** Two disabled keys at $3 and $1, the latter without an owner, and an enabled one whose rotation is off. */
const KEYS = [
  disabled(1, 3),
  disabled(2, 1, { name: null, basis: { by: 'none' } }),
  exampleKey(3, { owner: OWNED }),
];

function unused(): never {
  throw new Error('not asked here');
}

/** Knows nothing of last use, and counts how often it was asked. */
function open(ledger: Ledger, dataDir: string) {
  const seen = { asked: 0 };
  const lastUse: LastUseService = {
    of: async (arns) => {
      seen.asked++;
      return arns.map(() => gradeLastUse(undefined, 90));
    },
    start: unused,
    current: () => null,
    ended: unused,
    cancel: unused,
  };
  const now = () => new Date('2026-11-24T10:00:00.000Z');
  const settings = async () => DEFAULT_SETTINGS;
  return { seen, service: createFindingsService({ dataDir, ledger, lastUse, settings, now }) };
}

it('judges every key once, and says each finding by rule', () =>
  withSnapshot({ keys: KEYS }, async (ledger, dataDir) => {
    const { service, seen } = open(ledger, dataDir);
    const found = await service.list('latest');
    expect(found.open.map(({ rule, keys, amount }) => [rule, keys, amount?.lowMicroUsd])).toEqual([
      ['key.rotationOff', 1, undefined],
      ['key.disabledBilled', 2, 4_000_000],
      ['key.noOwner', 1, 1_000_000],
    ]);
    expect(found.unknown.map(({ rule, amount }) => [rule, amount])).toEqual([
      ['key.useNotAsked', exactly(1_000_000)],
    ]);
    expect(found.byOwner).toEqual([
      { owner: 'payments', keys: 1, amount: exactly(3_000_000) },
      { owner: null, keys: 1, amount: exactly(1_000_000) },
    ]);
    expect(found.lastUse).toEqual({ billed: 3, known: 0 });
    await Promise.all([service.list('latest'), service.list('latest')]);
    expect(seen.asked).toBe(1);
  }));

it('pages the keys of a finding, the dearest first', () =>
  withSnapshot({ keys: KEYS }, async (ledger, dataDir) => {
    const { service } = open(ledger, dataDir);
    const rule = 'key.disabledBilled';
    const first = await service.keys('latest', { rule, offset: 0, limit: 1 });
    expect(first.total).toEqual({ keys: 2, amount: exactly(4_000_000) });
    expect(first.keys.map(({ row, evidence }) => [row.arn, evidence])).toEqual([
      [KEYS[0]?.key.arn, 'disabled, and billed'],
    ]);
    const second = await service.keys('latest', { rule, offset: 1, limit: 1 });
    expect(second.keys.map(({ row }) => row.arn)).toEqual([KEYS[1]?.key.arn]);
    await expect(service.keys('latest', { rule: 'key.gold', offset: 0, limit: 1 })).rejects.toMatchObject({
      name: 'CoreError',
      code: 'NOT_FOUND',
    });
  }));

it('leaves out what an exception covers, from sums too, until it is taken back', () =>
  withSnapshot({ keys: KEYS }, async (ledger, dataDir) => {
    const { service } = open(ledger, dataDir);
    const place = { rule: 'key.disabledBilled', subject: KEYS[0]?.key.arn ?? '' };
    const made = await service.except({ ...place, reason: 'for the audit', until: '2026-11-24' });
    const { open: left, byOwner } = await service.list('latest');
    expect(left.find(({ rule }) => rule === place.rule)).toMatchObject({
      keys: 1,
      excepted: 1,
      amount: exactly(1_000_000),
    });
    expect(byOwner.map(({ owner }) => owner)).toEqual([null]);
    expect(await service.exceptions()).toEqual([made]);
    await service.except({ ...place, subject: null, reason: 'all of them', until: '2026-12-31' });
    expect((await service.list('latest')).open.map(({ rule }) => rule)).not.toContain(place.rule);
    expect(await service.restore({ ...place, subject: null })).toMatchObject({ reason: 'all of them' });
    await service.restore(place);
    expect((await service.keys('latest', { rule: place.rule, offset: 0, limit: 9 })).total.keys).toBe(2);
    await expect(service.restore(place)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }));

it('says so where the exceptions cannot be read, rather than finding all again', () =>
  withSnapshot({ keys: KEYS }, async (ledger, dataDir) => {
    const { service } = open(ledger, dataDir);
    await writeFile(join(dataDir, 'exceptions.json'), 'half');
    await expect(service.list('latest')).rejects.toMatchObject({ name: 'CoreError', code: 'UNREADABLE' });
  }));
