import { expect, it } from 'vitest';
import { changeOf } from './settings.ts';

const KEY = { item: 'kms.key', region: '*', usd: 0.8 } as const;
const HSM = { item: 'hsm.hsm2m.medium', region: 'eu-west-1', usd: 1.7 } as const;

it.each<[string, string | null, object]>([
  ['prices.discountPercent', '12.5', { prices: { discountPercent: 12.5 } }],
  ['prices.discountPercent', null, { prices: { discountPercent: null } }],
  ['idleDays', '30', { idleDays: 30 }],
  ['quotaShare', '0.9', { quotaShare: 0.9 }],
  ['quotaShare', null, { quotaShare: null }],
  ['prices.overrides', JSON.stringify([HSM]), { prices: { overrides: [HSM] } }],
  ['prices.overrides', null, { prices: { overrides: null } }],
  [
    'prices.overrides.hsm.hsm2m.medium@eu-west-1',
    '1.85',
    { prices: { overrides: [KEY, { ...HSM, usd: 1.85 }] } },
  ],
  [
    'prices.overrides.kms.request@us-east-1',
    '0.000003',
    { prices: { overrides: [KEY, HSM, { item: 'kms.request', region: 'us-east-1', usd: 0.000003 }] } },
  ],
  ['prices.overrides.kms.key@*', null, { prices: { overrides: [HSM] } }],
])('%s %s', (key, value, change) => {
  expect(changeOf(key, value, [KEY, HSM])).toEqual(change);
});

it('takes the whole list back with its last price', () => {
  expect(changeOf('prices.overrides.kms.key@*', null, [KEY])).toEqual({ prices: { overrides: null } });
});

it.each([
  ['prices.discountPercent', '101'],
  ['prices.discountPercent', ''],
  ['prices.discountPercent', '10%'],
  ['idleDays', '1.5'],
  ['quotaShare', '0'],
  ['prices.overrides', '{'],
  ['prices.overrides', '[{"item":"kms.key"}]'],
  ['prices.overrides.ec2@us-east-1', '1'],
  ['prices.overrides.kms.key@Ireland', '1'],
  ['prices.overrides.kms.key@us-east-1', '-1'],
  ['theme', 'dark'],
  ['__proto__', '1'],
])('refuses %s %s', (key, value) => {
  expect(() => changeOf(key, value, [])).toThrow(
    expect.objectContaining({ code: 'commander.invalidArgument' }),
  );
});
