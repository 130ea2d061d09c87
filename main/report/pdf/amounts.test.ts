import { describe, expect, it } from 'vitest';
import type { LineItem } from '../../../shared/model/cost.ts';
import { atMost, cellOf, span } from './amounts.ts';
import { axisTop } from './trend.ts';

function line(
  lowMicroUsd: number,
  highMicroUsd: number | null,
  confidence: LineItem['confidence'] = 'A',
): LineItem {
  return { rule: 'key.held', lowMicroUsd, highMicroUsd, confidence, price: null, quantity: 1, subject: null };
}

describe('amounts of the report', () => {
  it('says a range as it is', () => {
    expect(span({ lowMicroUsd: 1_000_000, highMicroUsd: 1_000_000 })).toBe('1.00');
    expect(span({ lowMicroUsd: 2_309_000_000, highMicroUsd: 2_331_000_000 })).toBe('2,309.00 – 2,331.00');
    expect(span({ lowMicroUsd: 0, highMicroUsd: null })).toBe('0.00 or more');
    expect(atMost({ lowMicroUsd: 0, highMicroUsd: null }, 'sign')).toBe('not known');
    expect(atMost({ lowMicroUsd: 0, highMicroUsd: 3_000_000 }, 'sign')).toBe('$3.00');
  });

  it('sums the lines of a cell and marks what is assumed', () => {
    expect(cellOf([])).toBe('—');
    expect(cellOf([line(1_000_000, 1_000_000), line(1_000_000, 1_000_000)])).toBe('2.00');
    expect(cellOf([line(1_000_000, 1_000_000, 'I')])).toBe('≈1.00');
    expect(cellOf([line(0, 2_000_000)])).toBe('0 – 2');
    expect(cellOf([line(0, 1_500_000)])).toBe('0 – 1.50');
    expect(cellOf([line(0, null)])).toBe('0 or more');
  });

  it('ends an axis at a round amount that holds the highest', () => {
    expect(axisTop(9_799_000_000)).toBe(10_000_000_000);
    expect(axisTop(5_030_000_000)).toBe(6_000_000_000);
    expect(axisTop(1_000_000)).toBe(1_000_000);
    expect(axisTop(0)).toBe(1);
  });
});
