/** Year first, which is read in one way everywhere. */
const DAY = /^\d{4}(?:-\d{2}-|\/\d{2}\/|\.\d{2}\.)\d{2}$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Until when a code may be redeemed: an RFC 3339 instant, or a date (`2027-12-31`, `2027/12/31`), which means
 * the end of that day in UTC. Null when the text is neither, or names a day that no calendar has.
 */
export function parseExpiry(text: string): Date | null {
  const isDate = DAY.test(text);
  const day = isDate ? text.replaceAll(/[/.]/g, '-') : INSTANT.exec(text)?.[1];
  if (day === undefined || !isDay(day)) return null;
  const instant = isDate ? `${day}T23:59:59.999Z` : text.toUpperCase().replace(' ', 'T');
  return new Date(instant);
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
