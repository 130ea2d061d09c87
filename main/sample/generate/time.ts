export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const YEAR = 365 * DAY;

/** The date at which the size of an organisation is counted. No key comes or goes within a day of it. */
export const REFERENCE = Date.UTC(2026, 10, 24);

/** Milliseconds of an ISO date or moment, UTC. */
export function ms(iso: string): number {
  return Date.parse(iso);
}
