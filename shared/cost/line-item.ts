import type { LineItem, RuleId } from '../model/cost.ts';
import type { Confidence, Price } from '../model/price.ts';
import { weakest } from './confidence.ts';

interface Line {
  readonly rule: RuleId;
  /** How sure it is that the rule applies; the price's own confidence is taken into account here. */
  readonly confidence: Confidence;
  readonly quantity: number;
  readonly subject: string | null;
}

/** A line that costs nothing, by a rule. */
export function free(line: Line): LineItem {
  return item(line, 0, 0, null, line.confidence);
}

/**
 * A line of at least `low` and at most `high` units of a price (key-months, or HSM-hours). Without a price nothing is
 * certain but that it is not negative.
 */
export function priced(line: Line, price: Price | null, low: number, high: number): LineItem {
  if (price === null) return item(line, 0, null, null, line.confidence);
  const confidence = weakest(line.confidence, price.confidence);
  return item(line, low * price.microUsd, high * price.microUsd, price, confidence);
}

/** Written out, because spreading is several times slower, and a million keys have lines. */
function item(
  { rule, quantity, subject }: Line,
  lowMicroUsd: number,
  highMicroUsd: number | null,
  price: Price | null,
  confidence: Confidence,
): LineItem {
  return { rule, lowMicroUsd, highMicroUsd, price, confidence, quantity, subject };
}
