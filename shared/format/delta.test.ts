import { expect, test } from 'vitest';
import { deltaWords } from './delta.ts';

const SINCE = '20261120T090000Z-00000000';

test('says what was carried and what was read', () => {
  expect(deltaWords({ since: SINCE, carried: 3300, reread: 52, full: [] })).toBe(
    `3,300 keys are as snapshot ${SINCE} has them, as CloudTrail records no change; 52 were read.`,
  );
});

test('says where everything was read, and why', () => {
  const full = [
    { reason: 'CloudTrail may not be read', units: 17 },
    { reason: 'Few keys: to read them takes fewer requests', units: 1 },
  ];
  expect(deltaWords({ since: SINCE, carried: 0, reread: 9, full })).toBe(
    `0 keys are as snapshot ${SINCE} has them, as CloudTrail records no change; 9 were read. Read whole: CloudTrail may not be read (17 units); Few keys: to read them takes fewer requests (1 unit).`,
  );
  expect(
    deltaWords({
      since: null,
      carried: 0,
      reread: 9,
      full: [{ reason: 'There is no earlier snapshot', units: 2 }],
    }),
  ).toBe('Everything was read. Read whole: There is no earlier snapshot (2 units).');
});
