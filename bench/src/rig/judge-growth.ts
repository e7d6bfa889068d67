import type { Life } from '../../../server/test/growth/lives.ts';

/** What a table was at the end of each day, from the first day on. */
export interface TableCourse {
  readonly table: string;
  readonly life: Life;
  readonly rows: readonly number[];
  readonly bytes: readonly number[];
}

export type GrowthVerdict =
  | { readonly is: 'empty' }
  /** Its rows stay as many. */
  | { readonly is: 'flat'; readonly rows: number }
  /** Its oldest rows are younger than they are kept. */
  | { readonly is: 'filling'; readonly rowsADay: number; readonly untilDay: number }
  /** It is kept, and grows by the same amount every day. */
  | { readonly is: 'books'; readonly bytesAnOrder: number }
  | { readonly is: 'fault'; readonly why: string };

/** Days that are compared with one another: the first of them once all jobs have settled, the last at the end. */
const WINDOW = 5;
/** A job that runs once a day leaves a day more than it keeps, and another may have begun. */
const SETTLING_DAYS = 3;
const MORE = 1.25;
/** Fewer rows say nothing. */
const FEW = 200;
const PAGES = 40 * 8192;

/** Judges whether a table behaves as it is declared to, in a shop that does the same every day with so many orders. */
export function judgeGrowth({ life, rows, bytes }: TableCourse, ordersADay: number): GrowthVerdict {
  const days = rows.length;
  if (rows.every((each) => each === 0)) return { is: 'empty' };
  const end = mean(rows.slice(-WINDOW));
  if (life.is === 'kept') {
    const half = Math.floor(days / 2);
    const [early, late] = [slope(bytes.slice(1, half)), slope(bytes.slice(half))];
    // What is written once a month had not begun in the first half.
    return early > 0 && days >= 2 * WINDOW && late > early * MORE + PAGES / days
      ? {
          is: 'fault',
          why: `it grows by ${late.toFixed(0)} bytes a day, and grew by ${early.toFixed(0)}`,
        }
      : { is: 'books', bytesAnOrder: late / ordersADay };
  }
  // nothing: most of what is bounded is there on the first day.
  const fullDay = (life.is === 'bounded' ? (life.fillsDays ?? 0) : life.days) + SETTLING_DAYS;
  if (fullDay + 2 * WINDOW > days) {
    return { is: 'filling', rowsADay: slope(rows.slice(1)), untilDay: fullDay };
  }
  const full = rows.slice(fullDay, fullDay + WINDOW);
  const sizes = bytes.slice(fullDay, fullDay + WINDOW);
  if (end > mean(full) * MORE + FEW) {
    return { is: 'fault', why: `${end.toFixed(0)} rows, and ${mean(full).toFixed(0)} before` };
  }
  if (mean(bytes.slice(-WINDOW)) > mean(sizes) * MORE + PAGES) {
    return {
      is: 'fault',
      why: `${mean(bytes.slice(-WINDOW)).toFixed(0)} bytes, and ${mean(sizes).toFixed(0)} before, with as many rows`,
    };
  }
  return { is: 'flat', rows: end };
}

/** The verdict in words. */
export function verdictText(verdict: GrowthVerdict): string {
  switch (verdict.is) {
    case 'empty':
      return 'empty';
    case 'flat':
      return 'flat';
    case 'filling':
      return `filling: ${verdict.rowsADay.toFixed(1)} rows a day until day ${verdict.untilDay}`;
    case 'books':
      return `grows with the books: ${verdict.bytesAnOrder.toFixed(1)} bytes an order`;
    case 'fault':
      return `FAULT: ${verdict.why}`;
    default:
      return verdict satisfies never;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** The average change from one value to the next. */
function slope(values: readonly number[]): number {
  const [first, last] = [values.at(0), values.at(-1)];
  return first === undefined || last === undefined || values.length < 2
    ? 0
    : (last - first) / (values.length - 1);
}
