import { expect, test } from 'vitest';
import { exactly } from '../../../shared/model/amount.ts';
import type { TrendPoint } from '../../../shared/model/query.ts';
import { remarks, spread, trendAlternative, trendTicks, trendTitle } from './trend-words.ts';

function point(asOf: string, keys: number, hsms: number, count = hsms / 1168): TrendPoint {
  const usd = (value: number) => exactly(value * 1_000_000);
  return {
    snapshotId: asOf,
    asOf: `${asOf}T09:12:00Z`,
    runRate: { keys: usd(keys), hsms: usd(hsms), total: usd(keys + hsms) },
    counts: { keys, hsms: count },
  };
}

const months = [
  point('2026-03-24', 3400, 4672),
  point('2026-04-24', 3450, 7008),
  point('2026-05-24', 3500, 7008),
  point('2026-06-24', 3550, 5840),
];

test('the title says what moved the total', () => {
  expect(trendTitle(months)).toBe('Hardware moved the total; keys grow every month');
  expect(trendTitle([point('2026-03-24', 100, 1168), point('2026-04-24', 125, 1168)])).toBe(
    'Hardware stayed level; keys grew by 25 %',
  );
  expect(trendTitle([point('2026-03-24', 100, 0), point('2026-04-24', 80, 0)])).toBe('Keys fell by 20 %');
  expect(trendTitle([point('2026-03-24', 1000, 0), point('2026-04-24', 5000, 1168)])).toBe(
    'Keys moved the total; hardware rose by $1,168',
  );
  expect(trendTitle(months.slice(0, 1))).toBe('One snapshot so far: the trend starts with the next');
});

test('snapshots that are not a month apart do not "grow every month"', () => {
  const days = [point('2026-03-24', 1, 0), point('2026-03-25', 2, 0), point('2026-03-26', 3, 0)];
  expect(trendTitle(days)).toBe('Keys grow with every snapshot');
});

test('a changed number of HSMs is remarked', () => {
  expect(remarks(months).map((one) => one.text)).toEqual(['Apr +2 HSMs', 'Jun −1 HSM']);
});

test('both ends of the axis carry the year, and dates keep apart', () => {
  expect(trendTicks(months, 5).map((tick) => tick.label)).toEqual(['Mar 2026', 'Apr', 'May', 'Jun 2026']);
  expect(
    trendTicks([point('2026-09-24', 1, 0), point('2026-09-26', 2, 0)], 5).map((tick) => tick.label),
  ).toEqual(['24 Sep', '26 Sep']);
  const year = Array.from({ length: 24 }, (_, index) =>
    point(`202${5 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-24`, 1, 0),
  );
  expect(trendTicks(year, 5).length).toBeLessThanOrEqual(5);
});

test('the chart in one sentence', () => {
  expect(trendAlternative(months)).toBe(
    'Run rate over 4 snapshots, from $8,072 in March 2026 to $9,390 in June 2026; now KMS $3,550 and CloudHSM $5,840; HSMs changed: Apr +2 HSMs, Jun −1 HSM.',
  );
});

test('labels keep apart and inside', () => {
  expect(
    spread(
      [
        { y: 10, height: 20 },
        { y: 12, height: 10 },
      ],
      100,
    ),
  ).toEqual([10, 30]);
  expect(
    spread(
      [
        { y: 90, height: 20 },
        { y: 80, height: 10 },
      ],
      100,
    ),
  ).toEqual([80, 70]);
});
