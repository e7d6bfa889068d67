export interface Days {
  /** Days of UTC; otherwise the reader's. */
  readonly utc?: boolean;
  /** Days of this time zone, as `Europe/Berlin`. One that the browser does not know is the reader's. */
  readonly zone?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The midnight with which a day begins; null if the text is none. */
export function midnight(
  day: string | undefined,
  daysLater: number,
  { utc = false, zone }: Days = {},
): Date | null {
  if (day === undefined || !DAY.test(day)) return null;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const inZone =
    zone === undefined ? null : midnightIn(zone, Date.UTC(year, month - 1, date + daysLater));
  if (inZone) return inZone;
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

/** When a day begins in a time zone; `day` is its midnight of UTC. Null: there is no such zone. */
function midnightIn(zone: string, day: number): Date | null {
  try {
    const clock = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    const ahead = (at: number) => {
      const part = Object.fromEntries(
        clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
      );
      const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = part;
      return Date.UTC(year, month - 1, date, hour, minute, second) - at;
    };
    // The clock may change between the two: the second look is at the moment itself.
    return new Date(day - ahead(day - ahead(day)));
  } catch {
    return null;
  }
}
