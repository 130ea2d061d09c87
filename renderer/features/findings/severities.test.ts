import { expect, test } from 'vitest';
import { bySeverity } from './severities.ts';

test('the worst first, none that has none', () => {
  const open = [
    { severity: 'low' },
    { severity: 'critical' },
    { severity: 'low' },
    { severity: 'unknown' },
  ] as const;
  expect(bySeverity(open)).toEqual([
    { severity: 'critical', word: 'critical', findings: 1 },
    { severity: 'low', word: 'low', findings: 2 },
    { severity: 'unknown', word: 'not known', findings: 1 },
  ]);
  expect(bySeverity([])).toEqual([]);
});
