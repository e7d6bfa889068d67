import { countClaimed, type Span } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { ProductLookup } from '../orders/index.ts';
import { tenantPartners } from '../partners/index.ts';
import { type GroupSums, type Range, readSales, readSalesBy } from '../sales/index.ts';
import { lotSales, originOf, originsOf, stockOfSuppliers } from '../stock/index.ts';

const BPS = 10_000;

/**
 * How much of what was sold was claimed. `rateBps`: approved of sold, in basis points; null if nothing was sold in the period, so
 * that there is nothing to compare with.
 */
export interface ClaimRate {
  /** A lot, supplier, partner or region. */
  readonly name: string;
  readonly sold: number;
  readonly claimed: number;
  readonly approved: number;
  readonly rateBps: number | null;
}

/** Claim rates over all time; codes on hold for pending orders count as sold. */
export interface RatesOfStock {
  /** Of live lots with at least one claimed code. */
  readonly lots: readonly ClaimRate[];
  /** Over all of their live lots; `name` is the supplier's id, empty for lots of nobody. */
  readonly suppliers: readonly ClaimRate[];
}

export async function ratesOfStock(db: Db): Promise<RatesOfStock> {
  const claimed = await countClaimed(db, 'lotId', null);
  const sales = await lotSales(
    db,
    claimed.map(({ lotId }) => lotId),
  );
  const supplierOf = new Map(sales.map(({ lotId, supplierId }) => [lotId, supplierId]));
  // nothing: it stands for the lots of nobody.
  const nameOf = (supplierId: string | null) => supplierId ?? '';
  return {
    lots: ratesOf(
      sales.map(({ lotId, gone }) => [lotId, gone]),
      claimed.map((each) => [each.lotId, each]),
    ),
    suppliers: ratesOf(
      (await stockOfSuppliers(db)).map(({ supplierId, gone }) => [nameOf(supplierId), gone]),
      claimed.flatMap((each) => {
        const supplierId = supplierOf.get(each.lotId);
        return supplierId === undefined ? [] : [[nameOf(supplierId), each]];
      }),
    ),
  };
}

/** Days of which what was sold is counted, and the same time for what was claimed. */
export interface Period {
  readonly days: Range;
  readonly span: Span;
}

/** Claim rates of a period: of codes sold less those that came back unread, in all currencies. */
export interface RatesOfSales {
  readonly partners: readonly ClaimRate[];
  readonly regions: readonly ClaimRate[];
}

export async function ratesOfSales(
  db: Db,
  products: ProductLookup,
  { days, span }: Period,
): Promise<RatesOfSales> {
  // Two at a time, as in the report of sales.
  const [sumsOf, [ofTenants, ofRuns]] = await Promise.all([
    readSalesBy(db, days, ['tenant', 'product']),
    claimedIn(db, span),
  ]);
  const origins = await originsOf(
    db,
    ofRuns.map(({ runId }) => runId),
  );
  const regionOf = (productId: number) =>
    required(products(productId), `product ${productId} is known`).region;
  return {
    partners: await partnerRates(db, sumsOf('tenant'), ofTenants),
    regions: ratesOf(
      sumsOf('product')
        .map(codesOf)
        .map(([productId, codes]) => [regionOf(productId), codes]),
      ofRuns.map((each) => [regionOf(originOf(origins, each.runId).productId), each]),
    ),
  };
}

/** Claim rates of partners, in a period. */
export async function ratesByPartner(db: Db, { days, span }: Period): Promise<ClaimRate[]> {
  const sold = await readSales(db, days, 'tenant');
  return partnerRates(db, sold, await countClaimed(db, 'tenantId', span));
}

async function claimedIn(db: Db, span: Span) {
  return [await countClaimed(db, 'tenantId', span), await countClaimed(db, 'runId', span)] as const;
}

type Claimed = Awaited<ReturnType<typeof claimedIn>>[0];

async function partnerRates(
  db: Db,
  sums: readonly GroupSums[],
  claimed: Claimed,
): Promise<ClaimRate[]> {
  const sold = sums.map(codesOf);
  const ids = [...sold.map(([tenantId]) => tenantId), ...claimed.map(({ tenantId }) => tenantId)];
  const partners = await tenantPartners(db, ids);
  const nameOf = (id: number) => required(partners.get(id), `tenant ${id} has a partner`);
  return ratesOf(
    sold.map(([tenantId, codes]) => [nameOf(tenantId), codes]),
    claimed.map((each) => [nameOf(each.tenantId), each]),
  );
}

/** A tenant or product, and the codes sold less those that were returned; in one of the currencies. */
function codesOf({ key, soldCodes, returnedCodes }: GroupSums): readonly [number, number] {
  return [Number(key), soldCodes - returnedCodes];
}

/** Approved of sold in basis points; null if nothing was sold. */
export function rateOf(approved: number, sold: number): number | null {
  return sold === 0 ? null : Math.round((approved * BPS) / sold);
}

/** Sums both sides by name, the highest rate first. */
function ratesOf(
  sold: readonly (readonly [string, number])[],
  claimed: readonly (readonly [string, Pick<ClaimRate, 'claimed' | 'approved'>])[],
): ClaimRate[] {
  const sums = new Map<string, { sold: number; claimed: number; approved: number }>();
  const of = (name: string) => {
    // nothing: sums begin at 0.
    const found = sums.get(name) ?? { sold: 0, claimed: 0, approved: 0 };
    sums.set(name, found);
    return found;
  };
  for (const [name, codes] of sold) of(name).sold += codes;
  for (const [name, counted] of claimed) {
    of(name).claimed += counted.claimed;
    of(name).approved += counted.approved;
  }
  return [...sums]
    .map(([name, sum]) => ({
      name,
      ...sum,
      rateBps: rateOf(sum.approved, sum.sold),
    }))
    .sort(
      (a, b) =>
        (b.rateBps ?? -1) - (a.rateBps ?? -1) ||
        b.claimed - a.claimed ||
        (a.name < b.name ? -1 : 1),
    );
}
