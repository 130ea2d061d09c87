/** Three letters each; the platform's own short names differ between versions ("Sept"). */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** Dates are shown in UTC, as AWS bills: "24 Nov 2026". */
export function date(iso: string): string {
  return `${dayMonth(iso)} ${new Date(iso).getUTCFullYear()}`;
}

/** "24 Nov". */
export function dayMonth(iso: string): string {
  const at = new Date(iso);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** "November 2026". */
export function monthYear(iso: string): string {
  return month.format(new Date(iso));
}

/** "24 Nov 2026, 09:12 UTC". */
export function moment(iso: string): string {
  return `${date(iso)}, ${clock.format(new Date(iso))} UTC`;
}
