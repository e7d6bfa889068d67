const MONTHS_SHOWN = 24;

/** The months that can be chosen, newest first: `2026-11` and its name. */
export function monthsUntil(now: Date): Readonly<Record<string, string>> {
  const months = Array.from({ length: MONTHS_SHOWN }, (_, ago) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago));
    const month = first.toISOString().slice(0, 'YYYY-MM'.length);
    return [month, monthName(month)] as const;
  });
  return Object.fromEntries(months);
}

export function monthName(month: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}
