import type { LineItem } from '../model/cost.ts';
import type { KeyMetadata, KeyRecord } from '../model/key.ts';
import type { Confidence, Price } from '../model/price.ts';
import { free, priced } from './line-item.ts';
import { type RotationHistory, rotationAbility, rotationHistory } from './rotation-history.ts';

/** Rotations that are charged; later ones add nothing. */
export const CHARGED_ROTATIONS = 2;

function confidenceOf(metadata: KeyMetadata): Confidence {
  if (metadata.multiRegion?.role === 'REPLICA') return 'I';
  switch (rotationAbility(metadata)) {
    case 'automatic':
      return 'A';
    case 'onDemand':
      return 'T';
    case 'none':
    case 'unknown':
      return 'I';
  }
}

/** In a history read in part, which rotation was the first is not known. */
function dateOf({ dates, complete }: RotationHistory, index: number): string | null {
  return complete ? (dates[index] ?? null) : null;
}

/** The rotations of a billed key: two charged, later ones as one line at 0 whose subject is the date of the third. */
export function rotationLines(
  key: KeyRecord,
  metadata: KeyMetadata,
  price: Price | null,
): readonly LineItem[] {
  const history = rotationHistory(key, metadata);
  const confidence = confidenceOf(metadata);
  const count = history.dates.length;
  const lines: LineItem[] = [];
  if (count >= 1) {
    const first = { rule: 'rotation.first', confidence, quantity: 1, subject: dateOf(history, 0) } as const;
    lines.push(priced(first, price, 1, 1));
  }
  if (count >= CHARGED_ROTATIONS) {
    const second = { rule: 'rotation.second', confidence, quantity: 1, subject: dateOf(history, 1) } as const;
    lines.push(priced(second, price, 1, 1));
  }
  const capped = count - CHARGED_ROTATIONS;
  if (capped > 0) {
    const subject = dateOf(history, CHARGED_ROTATIONS);
    lines.push(free({ rule: 'rotation.capped', confidence, quantity: capped, subject }));
  }
  const open = CHARGED_ROTATIONS - count;
  if (!history.complete && open > 0) {
    const unread = { rule: 'rotation.unreadable', confidence, quantity: open, subject: null } as const;
    lines.push(priced(unread, price, 0, open));
  }
  return lines;
}
