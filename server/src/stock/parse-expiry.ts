/** Year first, which has one meaning everywhere. */
const DAY = /^\d{4}(?:-\d{2}-|\/\d{2}\/|\.\d{2}\.)\d{2}$/;
/** Day, month and year separated by points: nobody writes the month first in this form. */
const POINTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * The last moment to redeem a code: an RFC 3339 instant, or a date (`2027-12-31`, `2027/12/31`, `31.12.2027`), which means the
 * end of that day in UTC. Null if the text is neither, or names a day that does not exist.
 */
export function parseExpiry(text: string): Date | null {
  const date = dateOf(text);
  const day = date ?? INSTANT.exec(text)?.[1];
  if (day === undefined || !isDay(day)) return null;
  const isDate = date !== null;
  return new Date(isDate ? `${day}T23:59:59.999Z` : text.toUpperCase().replace(' ', 'T'));
}

/** A date in ISO 8601 form; null if the text is none. */
function dateOf(text: string): string | null {
  if (DAY.test(text)) return text.replaceAll(/[/.]/g, '-');
  const [, day, month, year] = POINTED.exec(text) ?? [];
  if (day === undefined || month === undefined) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
