import { expect, test } from 'vitest';
import { clusterFips, kmsFips } from './fips.ts';

// Facts section 7: hsm1 is 140-2 L3, historical; hsm2m is 140-3 L3, but only in FIPS mode; KMS is 140-3 L3 but in China.
test.each([
  ['hsm1.medium', 'FIPS', 'FIPS 140-2 Level 3', false],
  ['hsm1.medium', null, 'FIPS 140-2 Level 3', false],
  ['hsm2m.medium', 'FIPS', 'FIPS 140-3 Level 3', true],
  ['hsm2m.medium', 'NON_FIPS', 'Not in FIPS mode', false],
  ['hsm2m.medium', null, 'Not known', null],
  ['hsm2m.medium', 'SOMETHING_NEW', 'Not known', null],
  ['hsm9.large', 'FIPS', 'Not known', null],
])('%s in mode %s', (hsmType, mode, level, active) => {
  expect(clusterFips({ hsmType, mode })).toMatchObject({ level, active });
});

test('KMS is validated to 140-3 Level 3, but not in China', () => {
  expect(kmsFips('eu-west-1')).toMatchObject({ level: 'FIPS 140-3 Level 3', active: true });
  expect(kmsFips('cn-north-1')).toMatchObject({ level: 'OSCCA, not FIPS', active: false });
});
