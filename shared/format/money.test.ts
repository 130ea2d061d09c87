import { expect, it } from 'vitest';
import { unitPrice } from './money.ts';

it('shows a unit price with all its decimals', () => {
  expect(unitPrice(1_000_000)).toBe('$1.00');
  expect(unitPrice(1_600_000)).toBe('$1.60');
  expect(unitPrice(3)).toBe('$0.000003');
  expect(unitPrice(0.3)).toBe('$0.0000003');
  expect(unitPrice(1_168_000_000)).toBe('$1,168.00');
});
