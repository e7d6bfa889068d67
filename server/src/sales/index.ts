export { checkDays } from './check-days.ts';
export { type Agreement, compareWithLedger } from './compare-with-ledger.ts';
export { countSales } from './count-sales.ts';
export { type DayEnds, type DayEntry, type DayMoney, readDayEnds } from './day-end.ts';
export { addSums, type Figures, figuresOf, noSums, type Sums } from './figures.ts';
export { salesInvariants } from './invariants.ts';
export {
  addDays,
  chosenRange,
  daysIn,
  daysOf,
  isDay,
  type Preset,
  type Range,
  rangeBefore,
  rangeOf,
  type ShopDay,
} from './range.ts';
export {
  type Asked,
  type Grouping,
  type GroupSums,
  readSales,
  readSalesBy,
  type SalesFilter,
  sameTimeOn,
} from './read-sales.ts';
export { readToday, type ShopToday, startOfDay, WAITING_MAX } from './read-today.ts';
export { trialBalance } from './trial-balance.ts';
