export interface Days {
  /** Days of UTC; otherwise the reader's. */
  readonly utc?: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The midnight with which a day begins; null if the text is none. */
export function midnight(
  day: string | undefined,
  daysLater: number,
  { utc = false }: Days = {},
): Date | null {
  if (day === undefined || !DAY.test(day)) return null;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return utc
    ? new Date(Date.UTC(year, month - 1, date + daysLater))
    : new Date(year, month - 1, date + daysLater);
}

/** The filters `from` and `to`, both days included, as calls take a period. */
export function periodOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  days: Days = {},
): { readonly created_from?: string; readonly created_before?: string } {
  const begin = midnight(from, 0, days);
  const end = midnight(to, 1, days);
  return {
    ...(begin && { created_from: begin.toISOString() }),
    ...(end && { created_before: end.toISOString() }),
  };
}
