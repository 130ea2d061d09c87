export const HOUR_MS = 3_600_000;

/** A calendar month in UTC, as AWS bills, and the moment in it up to which was read. In ms since 1970. */
export interface Month {
  /** `2026-11` */
  readonly name: string;
  readonly start: number;
  readonly now: number;
  readonly end: number;
}

/** The month that holds a moment (ISO 8601). */
export function monthOf(asOf: string): Month {
  const at = new Date(asOf);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return {
    name: at.toISOString().slice(0, 7),
    start: Date.UTC(year, month, 1),
    now: at.getTime(),
    end: Date.UTC(year, month + 1, 1),
  };
}

/** A moment that is known to lie between two, in ms; ±Infinity where there is no bound, or it may never come. */
export interface When {
  readonly earliest: number;
  readonly latest: number;
}

export const NEVER = Number.POSITIVE_INFINITY;
export const ALWAYS = Number.NEGATIVE_INFINITY;

export function at(ms: number): When {
  return { earliest: ms, latest: ms };
}

/** One price charged from one moment until another. */
export interface Charge {
  readonly from: When;
  readonly until: When;
}

/** For how long it is charged within a span of time, at least and at most. */
export function heldMs({ from, until }: Charge, start: number, end: number): { least: number; most: number } {
  return {
    least: overlap(from.latest, until.earliest, start, end),
    most: overlap(from.earliest, until.latest, start, end),
  };
}

function overlap(from: number, until: number, start: number, end: number): number {
  return Math.max(0, Math.min(until, end) - Math.max(from, start));
}
