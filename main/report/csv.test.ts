import { describe, expect, it } from 'vitest';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { NOT_APPLICABLE, read, unread } from '../../shared/model/outcome.ts';
import { csvRows } from './csv.ts';
import { ACCOUNTS } from './testing/made-up.ts';

const KEY: LedgerKey = {
  key: {
    arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b',
    keyId: '0a1b',
    accountId: '111122223333',
    region: 'eu-west-1',
    aliases: ['alias/payments/a', 'alias/payments/b'],
    metadata: read({
      manager: 'CUSTOMER',
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      description: '',
      createdAt: '2021-03-04T10:00:00Z',
      deletionDate: null,
      pendingDeletionWindowDays: null,
      expirationModel: null,
      validTo: null,
      multiRegion: null,
      customKeyStoreId: null,
      clusterId: null,
      xksKeyId: null,
      currentMaterialId: null,
    }),
    rotationStatus: NOT_APPLICABLE,
    rotations: unread('denied'),
    tags: read([]),
  },
  kind: 'customer',
  owner: { name: '=HYPERLINK("http://x")', basis: { by: 'tag', tagKey: 'Owner' } },
  lines: [
    {
      rule: 'key.held',
      lowMicroUsd: 1_000_000,
      highMicroUsd: 1_000_000,
      confidence: 'A',
      price: null,
      quantity: 1,
      subject: null,
    },
    {
      rule: 'rotation.unreadable',
      lowMicroUsd: 0,
      highMicroUsd: 2_000_000,
      confidence: 'A',
      price: null,
      quantity: 2,
      subject: null,
    },
  ],
  amount: { lowMicroUsd: 1_000_000, highMicroUsd: 3_000_000 },
};

async function csvOf(...keys: LedgerKey[]): Promise<string[]> {
  const batches = async function* () {
    yield keys;
  };
  let text = '';
  for await (const chunk of csvRows(batches(), ACCOUNTS)) text += chunk;
  return text.split('\r\n');
}

describe('csvRows', () => {
  it('begins with a byte order mark and the column names', async () => {
    const [head, ...rest] = await csvOf();
    expect(head).toBe(
      '\uFEFFarn,account,account_name,region,key_id,aliases,manager,kind,state,spec,usage,origin,owner,created,rotations,low_usd,high_usd,reasons',
    );
    expect(rest).toEqual(['']);
  });

  it('writes one key a row, with its amounts in dollars and its reasons', async () => {
    const [, row] = await csvOf(KEY);
    expect(row).toBe(
      'arn:aws:kms:eu-west-1:111122223333:key/0a1b,111122223333,payments-prod,eu-west-1,0a1b,alias/payments/a; alias/payments/b,CUSTOMER,customer,Enabled,SYMMETRIC_DEFAULT,ENCRYPT_DECRYPT,AWS_KMS,"\'=HYPERLINK(""http://x"")",2021-03-04T10:00:00Z,not read,1.00,3.00,key.held 1.00; rotation.unreadable 0.00 to 2.00',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('keeps %j from being run', async (name) => {
    const owner = { name, basis: { by: 'tag', tagKey: 'Owner' } } as const;
    const text = (await csvOf({ ...KEY, owner })).join('\r\n');
    expect(text).toContain(`'${name}`);
  });

  it('says what was not read, and leaves an unknown upper bound empty', async () => {
    const key = { ...KEY.key, aliases: [], metadata: unread('denied'), rotations: NOT_APPLICABLE };
    const owner = { name: null, basis: { by: 'unread' } } as const;
    const amount = { lowMicroUsd: 500_000, highMicroUsd: null };
    const [, row] = await csvOf({ ...KEY, key, owner, amount, lines: [] });
    expect(row?.split(',').slice(5)).toEqual([
      '',
      'not read',
      'customer',
      'not read',
      'not read',
      'not read',
      'not read',
      'not read',
      'not read',
      '',
      '0.50',
      '',
      '',
    ]);
  });
});
