import { expect, test } from 'vitest';
import type { Depth } from '../../../shared/model/policy.ts';
import type { KeyEvent } from '../../aws/reader.ts';
import { callError, type FakeKey, type Fault } from '../testing/fake-aws.ts';
import { fixture, gather, lines } from '../testing/run-scan.ts';
import { Delta } from './delta.ts';

const LAST = new Date('2026-11-20T09:00:00Z');
const NOW = new Date('2026-11-24T09:00:00Z');
const KEYS: readonly FakeKey[] = Array.from({ length: 20 }, (_, index) => ({ id: `k-${index}` }));
const KEY_3 = 'arn:aws:kms:eu-west-1:111111111111:key/k-3';
const EVENT: KeyEvent = { name: 'DisableKey', at: '2026-11-21T00:00:00.000Z', keys: [KEY_3] };

async function scannedAt(depth: Depth) {
  const { clock, plan, options } = fixture({ 'eu-west-1': { keys: KEYS } });
  return clock.drive(gather(plan, { ...options, depth }));
}

/** Scans once as of LAST, then again as of `now`, when these keys and events are there. */
async function again(options: {
  keys?: readonly FakeKey[];
  events?: readonly KeyEvent[];
  fault?: Fault;
  now?: Date;
  first?: boolean;
  deep?: boolean;
}) {
  const before = await scannedAt(options.deep ? 'full' : 'standard');
  const delta = new Delta({
    last: options.first
      ? null
      : {
          id: '20261120T090000Z-00000000',
          asOf: LAST,
          async *keys({ region }) {
            yield before.keys.filter((key) => key.region === region);
          },
        },
    now: options.now ?? NOW,
    depth: 'standard',
  });
  const unit = { keys: options.keys ?? KEYS, events: options.events ?? [EVENT] };
  const { aws, clock, plan, options: scan } = fixture({ 'eu-west-1': unit }, options.fault);
  const result = await clock.drive(gather(plan, { ...scan, delta }));
  return { aws, facts: delta.facts(), ...result };
}

test('reads only the key that has changed and the one that is new', async () => {
  const keys = [
    ...KEYS.slice(1).map((one) => (one.id === 'k-3' ? { ...one, metadata: { state: 'Disabled' } } : one)),
    { id: 'new' },
  ];
  const { aws, facts, keys: read, result } = await again({ keys });
  expect(
    aws.calls
      .filter(({ operation }) => operation === 'kms:DescribeKey')
      .map(({ subject }) => subject)
      .sort(),
  ).toEqual(['k-3', 'new']);
  expect(facts).toEqual({ since: '20261120T090000Z-00000000', carried: 18, reread: 2, full: [] });
  expect(read).toHaveLength(20);
  const state = (id: string) => {
    const metadata = read.find(({ keyId }) => keyId === id)?.metadata;
    return metadata?.status === 'read' ? metadata.value.state : null;
  };
  expect([state('k-3'), state('k-4'), state('k-0')]).toEqual(['Disabled', 'Enabled', null]);
  expect(result.complete).toBe(true);
});

test('a carried key has the aliases and the tags of today', async () => {
  const tags = [{ key: 'owner', value: 'payments' }];
  const keys = KEYS.map((one) => (one.id === 'k-5' ? { ...one, aliases: ['alias/new'], tags } : one));
  const { aws, keys: read } = await again({ keys, events: [] });
  expect(aws.count('kms:DescribeKey')).toBe(0);
  expect(read.find(({ keyId }) => keyId === 'k-5')).toMatchObject({
    aliases: ['alias/new'],
    tags: { status: 'read', value: tags },
  });
});

test('a scan of standard depth carries no grants, as it looks up no changes of them', async () => {
  const { keys: read } = await again({ events: [], deep: true });
  expect(read).toHaveLength(20);
  for (const key of read) {
    expect(key).not.toHaveProperty('policy');
    expect(key).not.toHaveProperty('grants');
  }
});

test('an event of the quarter of an hour before the last scan counts, an older one does not', async () => {
  const at = (time: string) => again({ events: [{ ...EVENT, at: time }] });
  expect((await at('2026-11-20T08:45:00.000Z')).facts.reread).toBe(1);
  expect((await at('2026-11-20T08:44:59.000Z')).facts.reread).toBe(0);
});

test.each<[string, Parameters<typeof again>[0], string]>([
  ['no snapshot', { first: true }, 'There is no earlier snapshot'],
  [
    '90 days',
    { now: new Date('2027-02-18T08:45:01Z') },
    'The last snapshot is older than the 90 days of CloudTrail',
  ],
  ['few keys', { keys: KEYS.slice(0, 13) }, 'Few keys: to read them takes fewer requests'],
  [
    'an event of no key',
    { events: [{ ...EVENT, keys: [] }] },
    'CloudTrail has an event DisableKey that names no key',
  ],
  [
    'more events than are worth it',
    { events: Array.from({ length: 1001 }, () => EVENT) },
    'CloudTrail has more than 1000 events of DisableKey',
  ],
])('reads everything, and says why: %s', async (_what, options, reason) => {
  const { aws, facts, result } = await again(options);
  const all = options.keys?.length ?? 20;
  expect(facts).toMatchObject({ carried: 0, reread: all, full: [{ reason, units: 1 }] });
  expect(aws.count('kms:DescribeKey')).toBe(all);
  expect(result.complete).toBe(true);
});

test('without CloudTrail everything is read, and nothing is missing', async () => {
  const { facts, result } = await again({
    fault: ({ operation }) =>
      operation === 'cloudtrail:LookupEvents' ? callError('cloudtrail:LookupEvents', 'denied') : undefined,
  });
  expect(facts).toMatchObject({ carried: 0, full: [{ reason: 'CloudTrail may not be read', units: 1 }] });
  expect(lines(result.coverage)).toContain('cloudtrail:LookupEvents denied 1');
  expect(result.complete).toBe(true);
});
