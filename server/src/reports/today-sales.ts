import type { Db } from '../kit/database/index.ts';
import { countRegistered } from '../partners/index.ts';
import {
  addDays,
  type Figures,
  figuresOf,
  type GroupSums,
  noSums,
  readSales,
  readToday,
  type ShopToday,
  sameTimeOn,
  WAITING_MAX,
} from '../sales/index.ts';

export interface TodaySales extends Pick<ShopToday, 'zone' | 'today' | 'startsAt'> {
  readonly isComplete: boolean;
  readonly totals: readonly {
    readonly currency: string;
    readonly now: Figures;
    readonly yesterdayUntilNow: Figures;
    readonly yesterday: Figures;
  }[];
  readonly newPartners: number;
  readonly newPartnersYesterday: number;
}

/** What was sold today, yesterday until the same time, and yesterday in full; and the businesses that came. */
export async function todaySales(db: Db, at: Date): Promise<TodaySales> {
  const { zone, today, startsAt, yesterdayAt, waiting } = await readToday(db, at);
  const yesterday = addDays(today, -1);
  const cutAt = (await sameTimeOn(db, yesterday, at)) ?? undefined;
  const now = await readSales(db, { from: today, to: today }, 'none');
  const untilNow = await readSales(db, { from: yesterday, to: yesterday, cutAt }, 'none');
  const full = await readSales(db, { from: yesterday, to: yesterday }, 'none');
  const currencies = new Set([...now, ...full].map(({ currency }) => currency));
  const of = (sums: readonly GroupSums[], currency: string) =>
    // nothing: a currency in which nothing was sold has no sums.
    figuresOf(sums.find((each) => each.currency === currency) ?? noSums);
  return {
    ...{ zone, today, startsAt, isComplete: waiting <= WAITING_MAX },
    totals: [...currencies].sort().map((currency) => ({
      currency,
      now: of(now, currency),
      yesterdayUntilNow: of(untilNow, currency),
      yesterday: of(full, currency),
    })),
    newPartners: await countRegistered(db, startsAt, at),
    newPartnersYesterday: await countRegistered(db, yesterdayAt, startsAt),
  };
}
