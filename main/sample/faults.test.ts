import { expect, test } from 'vitest';
import { FaultBox, standingFaults } from './faults.ts';
import { generateOrganisation } from './organisation.ts';

const call = { accountId: '111122223333', region: 'eu-west-1', operation: 'kms:DescribeKey', keyId: 'k-1' };

test('a fault meets what its where says and nothing else', () => {
  const box = new FaultBox([
    { where: { account: '111122223333', operation: 'kms:DescribeKey' }, kind: 'reset' },
  ]);
  expect(box.meet(call)?.kind).toBe('reset');
  expect(box.meet({ ...call, accountId: '222233334444' })).toBeUndefined();
  expect(box.meet({ ...call, operation: 'kms:ListKeys' })).toBeUndefined();
});

test('a fault of one key comes before a wider one; each ends after its times', () => {
  const box = new FaultBox([
    { where: { region: 'eu-west-1' }, kind: 'throttled', times: 1 },
    { where: { keyId: 'k-1' }, kind: 'denied', times: 2 },
  ]);
  expect([1, 2, 3, 4].map(() => box.meet(call)?.kind)).toEqual(['denied', 'denied', 'throttled', undefined]);
});

test('standing gaps: 4 keys deny DescribeKey, 8 ListKeyRotations, 2 units are closed', () => {
  const organisation = generateOrganisation({ seed: 5, keys: 3000, asOf: new Date('2026-11-24T00:00:00Z') });
  const faults = standingFaults(organisation);
  const keysOf = (operation: string) =>
    faults.filter((one) => one.where.operation === operation && one.kind === 'denied');
  expect(keysOf('kms:DescribeKey').length).toBe(4);
  expect(keysOf('kms:ListKeyRotations').length).toBe(12);
  const closed = faults.filter((one) => one.kind === 'scp');
  expect(closed.map(({ where }) => `${where.account}/${where.region} ${where.operation}`)).toEqual([
    '999900001111/ap-northeast-3 kms:ListKeys',
    '210987654321/sa-east-1 kms:ListKeys',
  ]);
  for (const { where } of closed) {
    expect([...(organisation.unit(where.account ?? '', where.region ?? '')?.keys() ?? [])]).toEqual([]);
  }
});

test('a fault that begins later lets requests pass, then meets as many as it is to', () => {
  const box = new FaultBox([{ where: { operation: 'kms:ListKeys' }, kind: 'denied', after: 2, times: 1 }]);
  const call = { accountId: '1', region: 'eu-west-1', operation: 'kms:ListKeys', keyId: null };
  const other = { ...call, operation: 'kms:ListAliases' };
  expect([call, other, call, call, call].map((one) => box.meet(one)?.kind ?? null)).toEqual([
    null,
    null,
    null,
    'denied',
    null,
  ]);
});
