import { invalid } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';

/** A day of the shop's time zone, as `2026-11-28`. */
export type ShopDay = string;

/** Days from the first to the last one, both included. */
export interface Range {
  readonly from: ShopDay;
  readonly to: ShopDay;
}

export type Preset =
  | 'today'
  | 'yesterday'
  | 'last_7_days'
  | 'last_30_days'
  | 'month'
  | 'last_month';

/** A report covers so many days at most: a leap year and a day. */
export const RANGE_DAYS_MAX = 367;

export function addDays(day: ShopDay, days: number): ShopDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days a range has. */
export function daysIn({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** Every day of a range, in order. */
export function daysOf(range: Range): ShopDay[] {
  return Array.from({ length: daysIn(range) }, (_, index) => addDays(range.from, index));
}

/** The days of a preset, seen from `today`. */
export function rangeOf(preset: Preset, today: ShopDay): Range {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last_7_days':
      return { from: addDays(today, -6), to: today };
    case 'last_30_days':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: firstOfMonth(today), to: today };
    case 'last_month': {
      const to = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(to), to };
    }
    default:
      return preset satisfies never;
  }
}

/** The days that somebody chose, up to today; refused if they are too many or in the wrong order. */
export function chosenRange(from: ShopDay, to: ShopDay, today: ShopDay): Range {
  if (!isDay(from)) throw noDay('/from');
  if (!isDay(to)) throw noDay('/to');
  const range = { from, to: to > today ? today : to };
  if (from > to || from > today) {
    const detail = 'The first day is after the last one, or after today; swap them.';
    throw invalid({ pointer: '/from', code: 'maximum', detail });
  }
  if (daysIn(range) > RANGE_DAYS_MAX) {
    const detail = `A report covers ${RANGE_DAYS_MAX} days at most; choose a later first day.`;
    throw invalid({ pointer: '/from', code: 'maximum', detail });
  }
  return range;
}

/**
 * The days before a range that it is compared with: of a month or its beginning, the same days of the month before; otherwise as many
 * days, right before it.
 */
export function rangeBefore(range: Range): Range {
  const { from, to } = range;
  if (from !== firstOfMonth(from) || to.slice(0, 7) !== from.slice(0, 7)) {
    return { from: addDays(from, -daysIn(range)), to: addDays(from, -1) };
  }
  const end = addDays(from, -1);
  const start = firstOfMonth(end);
  const isWhole = firstOfMonth(addDays(to, 1)) !== from;
  const same = addDays(start, daysIn(range) - 1);
  return { from: start, to: isWhole || same > end ? end : same };
}

function firstOfMonth(day: ShopDay): ShopDay {
  return `${day.slice(0, 'YYYY-MM'.length)}-01`;
}

/** Whether it is a day of the calendar. */
export function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function noDay(pointer: string) {
  return invalid({ pointer, code: 'format', detail: 'It is not a day of the calendar.' });
}
