import { MINUTE_MS } from '../kit/time.ts';
import type { Incident } from './incident.ts';
import { type Figures, type Measure, type Part, p95, partNames, parts, sumOf } from './part.ts';
import type { DayFigures, StoredFigures } from './read-figures.ts';

/** Figures older than this say nothing about now. */
const FRESH_MS = 2 * MINUTE_MS;
/** The time that the present state is judged by. */
const WINDOW_MS = 5 * MINUTE_MS;
const DEGRADED_FROM = 0.01;
const DOWN_FROM = 0.5;
const DAY_MINUTES = 1_440;
const NOT_MEASURED = { measured: 0, down: 0, calls: 0, failures: 0 };

export type State = 'working' | 'degraded' | 'down' | 'unknown';
/** From the best to the worst: not to know is worse than to know of a fault. */
const ORDER: readonly State[] = ['working', 'degraded', 'down', 'unknown'];

export interface PartStatus {
  readonly part: Part;
  readonly state: State;
  /** The newest minute that was measured; null if none ever was. */
  readonly measuredAt: Date | null;
  /** Of the last hour. */
  readonly p95: number | null;
  readonly calls: number;
  readonly failures: number;
}

export interface Status {
  readonly state: State;
  readonly headline: string;
  readonly measuredAt: Date | null;
  readonly parts: readonly PartStatus[];
}

/** Judges the present by figures and open incidents. An open incident always lowers the headline, whatever the figures say. */
export function judge(stored: StoredFigures, incidents: readonly Incident[], now: Date): Status {
  const open = incidents.filter(({ step }) => step !== 'resolved');
  const all = parts.map((part) => judgePart(part, stored, open, now));
  const measured = all.map(({ measuredAt }) => measuredAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  const oldest = Math.min(...measured);
  const measuredAt = Number.isFinite(oldest) ? new Date(oldest) : null;
  const worst = worstOf([...all.map(({ state }) => state), ...open.map(({ impact }) => impact)]);
  return { state: worst, headline: headlineOf(all, open, measuredAt), measuredAt, parts: all };
}

function judgePart(
  part: Part,
  { minutes, newest }: StoredFigures,
  open: readonly Incident[],
  now: Date,
): PartStatus {
  const own = minutes.filter(({ measure }) => measure === part);
  const hour = sumOf(own);
  const since = now.getTime() - WINDOW_MS;
  const recent = sumOf(own.filter(({ minute }) => minute.getTime() > since));
  // nothing: a part that was never measured has no minute.
  const measuredAt = newest.get(part) ?? null;
  const isFresh =
    measuredAt !== null && now.getTime() - measuredAt.getTime() - MINUTE_MS <= FRESH_MS;
  const stated = open.filter((each) => each.parts.includes(part)).map(({ impact }) => impact);
  const state = isFresh ? worstOf([stateOf(recent), ...stated]) : 'unknown';
  return { part, state, measuredAt, p95: p95(hour), calls: hour.calls, failures: hour.failures };
}

function stateOf({ calls, failures }: Figures): State {
  if (failures === 0) return 'working';
  const share = failures / calls;
  if (share >= DOWN_FROM) return 'down';
  return share >= DEGRADED_FROM ? 'degraded' : 'working';
}

function worstOf(states: readonly State[]): State {
  return states.reduce(
    (worst, each) => (ORDER.indexOf(each) > ORDER.indexOf(worst) ? each : worst),
    'working',
  );
}

function headlineOf(
  all: readonly PartStatus[],
  open: readonly Incident[],
  measuredAt: Date | null,
): string {
  const stale = all.filter(({ state }) => state === 'unknown');
  if (stale.length > 0) {
    const which = stale.length === all.length ? 'We' : `${listOf(stale)}: we`;
    return measuredAt === null
      ? `${which} have no figures yet.`
      : `${which} have no fresh figures. That is itself a fault.`;
  }
  const faulty = all.filter(({ state }) => state !== 'working');
  if (open.length > 0) {
    const [first] = open;
    return open.length === 1 ? `Open incident: ${first?.title}` : `${open.length} open incidents`;
  }
  if (faulty.length === 0) return 'All four parts work.';
  const down = faulty.filter(({ state }) => state === 'down');
  return down.length > 0 ? `${listOf(down)}: down.` : `${listOf(faulty)}: some calls fail.`;
}

function listOf(some: readonly PartStatus[]): string {
  return some.map(({ part }) => partNames[part]).join(', ');
}

/** A day as its bar shows it. */
export interface DayStatus {
  readonly day: string;
  /** Minutes in which it could have been measured, and those that were down: not measured, or with 1 % of failed calls or more. */
  readonly expected: number;
  readonly down: number;
  readonly calls: number;
  readonly failures: number;
}

/**
 * The days of a measure, oldest first and without gaps, from the first that was measured to today. A minute without figures counts
 * as down: whoever measures nothing serves nothing.
 */
export function daysOf(measure: Measure, days: readonly DayFigures[], now: Date): DayStatus[] {
  const own = days
    .filter((each) => each.measure === measure)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const [first] = own;
  if (first === undefined) return [];
  const byDay = new Map(own.map((each) => [each.day, each]));
  const today = now.toISOString().slice(0, 10);
  const all: DayStatus[] = [];
  for (let at = Date.parse(first.day); at <= now.getTime(); at += DAY_MINUTES * MINUTE_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    const found = byDay.get(day) ?? NOT_MEASURED;
    const from = day === first.day ? minuteOf(first.began) : 0;
    // The minute of now has not ended.
    const until = day === today ? minuteOf(now) : DAY_MINUTES;
    const missing = Math.max(until - from - found.measured, 0);
    all.push({
      day,
      expected: Math.max(until - from, found.measured),
      down: missing + found.down,
      calls: found.calls,
      failures: found.failures,
    });
  }
  return all;
}

function minuteOf(at: Date): number {
  return at.getUTCHours() * 60 + at.getUTCMinutes();
}

/** The share of minutes that were not down, in hundredths of a percent, rounded down; null without minutes. */
export function availabilityBps(days: readonly DayStatus[]): number | null {
  const expected = days.reduce((sum, each) => sum + each.expected, 0);
  const down = days.reduce((sum, each) => sum + each.down, 0);
  return expected === 0 ? null : Math.floor(((expected - down) / expected) * 10_000);
}
