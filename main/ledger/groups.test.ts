import { expect, test } from 'vitest';
import { exactly, sum } from '../../shared/model/amount.ts';
import { read } from '../../shared/model/outcome.ts';
import {
  EXAMPLE_METADATA,
  exampleCluster,
  exampleKey,
  exampleLine,
  withSnapshot,
} from './testing/example.ts';

const owned = (name: string) => ({ name, basis: { by: 'tag', tagKey: 'Owner' } }) as const;
const hsm = (state: string) => ({ id: state, availabilityZone: 'a', state, type: null });
const pending = (deletionDate: string | null) =>
  read({ ...EXAMPLE_METADATA, state: 'PendingDeletion', deletionDate });

const KEYS = [
  exampleKey(1, { owner: owned('team-a'), amount: exactly(3_000_000) }),
  exampleKey(2, {
    amount: { lowMicroUsd: 1_000_000, highMicroUsd: 3_000_000 },
    lines: [exampleLine(exactly(400_000), { confidence: 'I' })],
  }),
  exampleKey(3, { kind: 'awsManaged', amount: exactly(0), key: { accountId: '222222222222' } }),
  exampleKey(4, { key: { region: 'us-east-1', metadata: read({ ...EXAMPLE_METADATA, state: 'Disabled' }) } }),
  exampleKey(5, { owner: { name: null, basis: { by: 'unread' } } }),
];
const CLUSTERS = [
  exampleCluster('cluster-1', {
    owner: owned('team-a'),
    amount: exactly(2_336_000_000),
    lines: [exampleLine(exactly(2_336_000_000), { rule: 'hsm.hour', confidence: 'I' })],
    cluster: { hsms: [hsm('ACTIVE'), hsm('DEGRADED'), hsm('DELETED')] },
  }),
  exampleCluster('cluster-2', {
    amount: { lowMicroUsd: 0, highMicroUsd: null },
    cluster: { accountId: '333333333333', hsms: [hsm('ACTIVE')] },
  }),
];

test('each split adds up to the total, and the dearest comes first', async () => {
  await withSnapshot({ keys: KEYS, clusters: CLUSTERS }, async (ledger) => {
    const groups = await ledger.groups('latest');
    const total = sum([...KEYS, ...CLUSTERS].map((one) => one.amount));
    for (const split of [groups.account, groups.region, groups.owner, groups.kind]) {
      expect(sum(split.map((group) => group.amount))).toEqual(total);
      expect(split.reduce((keys, group) => keys + group.keys, 0)).toBe(5);
      expect(split.reduce((hsms, group) => hsms + group.hsms, 0)).toBe(3);
    }
    expect(groups.owner).toEqual([
      {
        id: 'team-a',
        name: 'team-a',
        keys: 1,
        hsms: 2,
        keyAmount: exactly(3_000_000),
        hsmAmount: exactly(2_336_000_000),
        amount: exactly(2_339_000_000),
      },
      {
        id: null,
        name: 'no owner tag',
        keys: 4,
        hsms: 1,
        keyAmount: { lowMicroUsd: 3_000_000, highMicroUsd: 5_000_000 },
        hsmAmount: { lowMicroUsd: 0, highMicroUsd: null },
        amount: { lowMicroUsd: 3_000_000, highMicroUsd: null },
      },
    ]);
    expect(groups.account.map(({ id, name }) => [id, name])).toEqual([
      ['111111111111', 'payments-prod'],
      ['333333333333', '支払い'],
      ['222222222222', 'Audit'],
    ]);
    expect(groups.kind.map(({ id, name }) => [id, name])).toEqual([
      ['hsm', 'HSMs'],
      ['customer', 'Customer managed'],
      ['awsManaged', 'AWS managed'],
    ]);
  });
});

test('aggregates count what they say', async () => {
  const going = [
    exampleKey(6, {
      amount: exactly(0),
      key: { metadata: pending('2026-12-20T00:00:00.000Z'), aliases: ['alias/late'] },
    }),
    exampleKey(7, { amount: exactly(0), key: { metadata: pending('2026-12-01T00:00:00.000Z') } }),
  ];
  await withSnapshot({ keys: [...KEYS, ...going], clusters: CLUSTERS }, async (ledger) => {
    const range = { lowMicroUsd: 1_000_000, highMicroUsd: 3_000_000 };
    expect(await ledger.aggregates('latest')).toEqual({
      rangedKeys: 1,
      billedKeys: 4,
      assumedMicroUsd: 2_336_400_000,
      disabledBilled: { keys: 1, amount: exactly(1_000_000) },
      // Keys 2 and 4; the tags of key 5 were not read.
      unowned: { keys: 2, amount: { lowMicroUsd: 2_000_000, highMicroUsd: 4_000_000 } },
      ranged: { keys: 1, amount: range },
      pendingDeletion: [
        {
          arn: going[1]?.key.arn,
          alias: null,
          accountName: 'payments-prod',
          deletionDate: '2026-12-01T00:00:00.000Z',
        },
        {
          arn: going[0]?.key.arn,
          alias: 'late',
          accountName: 'payments-prod',
          deletionDate: '2026-12-20T00:00:00.000Z',
        },
      ],
    });
  });
});
