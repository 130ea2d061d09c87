import { expect, test } from 'vitest';
import { read, unread } from '../../shared/model/outcome.ts';
import { EXAMPLE_METADATA, exampleKey, withSnapshot } from './testing/example.ts';

const PRIMARY = 'arn:aws:kms:us-east-1:111111111111:key/mrk-1';

function member(number: number, region: string, role: 'PRIMARY' | 'REPLICA' | null) {
  const multiRegion = role && { role, primaryArn: PRIMARY, replicaArns: [] };
  const metadata = role ? read({ ...EXAMPLE_METADATA, multiRegion }) : unread('denied');
  return exampleKey(number, { key: { keyId: 'mrk-1', region, metadata } });
}

test('a family is the primary, then its replicas by region, those that could not be described included', async () => {
  const keys = [
    member(1, 'eu-west-1', 'REPLICA'),
    member(2, 'us-east-1', 'PRIMARY'),
    member(3, 'ap-south-1', null),
    exampleKey(4),
    exampleKey(5, { key: { accountId: '222222222222', keyId: 'mrk-1' } }),
  ];
  await withSnapshot({ keys }, async (ledger) => {
    const family = await ledger.family('latest', 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1');
    expect(family.map((row) => row.region)).toEqual(['us-east-1', 'ap-south-1', 'eu-west-1']);
    expect(await ledger.family('latest', exampleKey(4).key.arn)).toEqual([]);
    expect(await ledger.family('latest', 'arn:none')).toEqual([]);
  });
});

test('a key store knows how many keys it holds', async () => {
  const inStore = (number: number, region: string) =>
    exampleKey(number, {
      key: { region, metadata: read({ ...EXAMPLE_METADATA, customKeyStoreId: 'cks-1' }) },
    });
  const store = (id: string) => ({
    accountId: '111111111111',
    region: 'eu-west-1',
    id,
    name: id,
    type: 'EXTERNAL_KEY_STORE',
    connectionState: 'CONNECTED',
    clusterId: null,
    createdAt: null,
  });
  const keys = [inStore(1, 'eu-west-1'), inStore(2, 'eu-west-1'), inStore(3, 'us-east-1'), exampleKey(4)];
  await withSnapshot({ keys, keyStores: [store('cks-1'), store('cks-2')] }, async (ledger) => {
    const stores = await ledger.keyStores('latest');
    expect(stores.map(({ id, keys: held }) => [id, held])).toEqual([
      ['cks-1', 2],
      ['cks-2', 0],
    ]);
  });
});
