/** A month, written `2026-11`. Months begin and end in UTC, everywhere: in statements, on documents, in figures. */
export type Month = string;

export function monthOf(time: Date): Month {
  return time.toISOString().slice(0, 'YYYY-MM'.length);
}

export function startOfMonth(month: Month): Date {
  return new Date(`${month}-01T00:00:00.000Z`);
}

export function nextMonth(month: Month): Month {
  const start = startOfMonth(month);
  return monthOf(new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1)));
}
