/** Where a list was left: px from its top, and the active row (−1: none). */
interface Position {
  readonly offset: number;
  readonly row: number;
}

const TOP: Position = { offset: 0, row: -1 };
const KEPT = 50;
const positions = new Map<string, Position>();

/** Remembers, for a place's address, where its list was left, so that Back returns exactly there. */
export function remember(address: string, position: Position): void {
  positions.delete(address);
  positions.set(address, position);
  const oldest = positions.keys().next();
  if (positions.size > KEPT && !oldest.done) positions.delete(oldest.value);
}

export function remembered(address: string): Position {
  return positions.get(address) ?? TOP;
}
