const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** Dates are shown in UTC, as AWS bills: "24 Nov 2026". */
export function date(iso: string): string {
  return day.format(new Date(iso));
}

/** "24 Nov". */
export function dayMonth(iso: string): string {
  return shortDay.format(new Date(iso));
}

/** "November 2026". */
export function monthYear(iso: string): string {
  return month.format(new Date(iso));
}

/** "24 Nov 2026, 09:12 UTC". */
export function moment(iso: string): string {
  return `${date(iso)}, ${clock.format(new Date(iso))} UTC`;
}
