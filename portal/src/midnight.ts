const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The midnight with which a day of the reader's calendar begins, or that of so many days later; null if it is no day. */
export function midnight(day: string | undefined, daysLater: number): Date | null {
  if (day === undefined || !DAY.test(day)) return null;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater);
}
