import { claimRatesMax } from '@psnb2b/contract';
import { type ServiceFigures, serviceFigures } from '../claims/index.ts';
import type { Db } from '../kit/database/index.ts';
import type { ProductLookup } from '../orders/index.ts';
import { partnerNames } from '../partners/index.ts';
import { addDays, readToday, startOfDay } from '../sales/index.ts';
import { lotFiles } from '../stock/index.ts';
import { supplierNames } from '../suppliers/index.ts';
import { type ClaimRate, ratesOfSales, ratesOfStock } from './claim-rates.ts';

/** A claim rate with the name that people know; null where there is no other. */
type Titled = ClaimRate & { readonly title: string | null };

/** Claim rates, the highest first, and how long claims took. */
export interface ClaimFigures {
  /** The start of the first of the days, by the shop's clock. */
  readonly from: Date;
  readonly until: Date;
  readonly lots: readonly Titled[];
  readonly suppliers: readonly Titled[];
  readonly partners: readonly Titled[];
  readonly regions: readonly Titled[];
  readonly times: readonly ServiceFigures[];
}

/** Lots and suppliers over all time; partners, regions and times in the last `days` of the shop, of which the last is not over. */
export async function claimFigures(
  db: Db,
  products: ProductLookup,
  until: Date,
  days: number,
): Promise<ClaimFigures> {
  const { today } = await readToday(db, until);
  const range = { from: addDays(today, 1 - days), to: today };
  const from = await startOfDay(db, range.from);
  const period = { days: range, span: { from, until } };
  // Two at a time, so that a large shop is read within the time of a page, and others still have connections.
  const [stock, times] = await Promise.all([ratesOfStock(db), serviceFigures(db, from, until)]);
  const { partners: ratesOfPartners, regions } = await ratesOfSales(db, products, period);
  const lots = stock.lots.slice(0, claimRatesMax);
  const partners = ratesOfPartners.slice(0, claimRatesMax);
  const known = namesOf(stock.suppliers).filter((name) => name !== '');
  return {
    from,
    until,
    lots: titled(lots, await lotFiles(db, namesOf(lots))),
    suppliers: titled(stock.suppliers, await supplierNames(db, known)),
    partners: titled(partners, await partnerNames(db, namesOf(partners))),
    regions: titled(regions, new Map()),
    times,
  };
}

function namesOf(rates: readonly ClaimRate[]): string[] {
  return rates.map(({ name }) => name);
}

function titled(rates: readonly ClaimRate[], titles: ReadonlyMap<string, string>): Titled[] {
  return rates.map((rate) => ({ ...rate, title: titles.get(rate.name) ?? null }));
}
