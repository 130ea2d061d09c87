import type { LineItem } from '../model/cost.ts';

/** The part of a sum, by its lower bounds in micro-USD, that rests on an assumption: a rule or a price of confidence I. */
export function assumedMicroUsd(lines: Iterable<LineItem>): number {
  let total = 0;
  for (const line of lines) if (line.confidence === 'I') total += line.lowMicroUsd;
  return total;
}
