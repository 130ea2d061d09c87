import { expect, it } from 'vitest';
import { exactly } from '../../model/amount.ts';
import { exceptedOn } from '../exceptions.ts';
import { byOwner, byUrgency, groupOf, type KeyFinding } from './group.ts';
import { idle } from './idle.ts';

const TODAY = new Date('2026-11-24T09:12:00.000Z');
const none = exceptedOn([], TODAY);

function finding(arn: string, dollars: number, more: Partial<KeyFinding> = {}): KeyFinding {
  const amount = exactly(dollars * 1_000_000);
  return { arn, owner: null, amount, severity: 'low', evidence: `e ${arn}`, due: null, ...more };
}
const except = (subject: string | null, until: string) => ({
  rule: 'key.idle',
  subject,
  until,
  reason: 'r',
  madeAt: TODAY.toISOString(),
});

it('puts the worst first, then the soonest, then the dearest', () => {
  const found = [
    finding('cheap', 1),
    finding('dear', 3),
    finding('late', 1, { due: '2026-12-24' }),
    finding('soon', 1, { due: '2026-12-01' }),
    finding('bad', 1, { severity: 'high' }),
  ].sort(byUrgency);
  expect(found.map(({ arn }) => arn)).toEqual(['bad', 'soon', 'late', 'dear', 'cheap']);
});

it('sums what is open, and counts what exceptions leave out', () => {
  const found = [finding('a', 3), finding('b', 1)];
  expect(groupOf(idle, found, none)).toMatchObject({
    title: 'Two keys are idle',
    amount: exactly(4_000_000),
    keys: 2,
    excepted: 0,
  });
  const left = exceptedOn([except('a', '2026-11-24')], TODAY);
  expect(groupOf(idle, found, left)).toMatchObject({
    title: 'One key is idle',
    amount: exactly(1_000_000),
    excepted: 1,
  });
  expect(groupOf(idle, found, exceptedOn([except(null, '2026-12-31')], TODAY))).toBeNull();
  expect(groupOf(idle, [], none)).toBeNull();
});

it('finds again from the day after an exception ends', () => {
  const left = exceptedOn([except(null, '2026-11-23'), except('a', '2026-11-23')], TODAY);
  expect(groupOf(idle, [finding('a', 1)], left)).toMatchObject({ keys: 1, excepted: 0 });
});

it('sums by owner, those without a tag last', () => {
  const found = [
    finding('a', 9),
    finding('b', 1, { owner: 'data' }),
    finding('c', 2, { owner: 'data' }),
    finding('d', 1, { owner: 'ops' }),
  ];
  expect(byOwner(found).map(({ owner, keys, amount }) => [owner, keys, amount.lowMicroUsd / 1e6])).toEqual([
    ['data', 2, 3],
    ['ops', 1, 1],
    [null, 1, 9],
  ]);
});
