const DAY_MS = 86_400_000;

const format = (month: 'short' | 'long') =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });

/** Days of the shop, `2026-11-01` to `2026-11-28`, as `1–28 Nov 2026`; one day as `28 Nov 2026`. */
export function daysText(from: string, to: string): string {
  // Browsers differ in the blanks around the dash.
  return format('short')
    .formatRange(dateOf(from), dateOf(to))
    .replace(/\s?–\s?/, '–');
}

export function dayText(day: string): string {
  return format('long').format(dateOf(day));
}

export function addDays(day: string, days: number): string {
  return new Date(dateOf(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** Every day from the first to the last one. */
export function everyDay(from: string, to: string): string[] {
  const count = Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, index) => addDays(from, index));
}

/** A moment as the clock of a time zone shows it: `14:02`. */
export function clockIn(zone: string, at: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(at));
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
