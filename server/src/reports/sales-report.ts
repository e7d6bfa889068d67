import { type CatalogSnapshot, regionName } from '../catalog/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { partnerNames, tenantIdsOf, tenantPartners } from '../partners/index.ts';
import {
  addSums,
  chosenRange,
  type Figures,
  figuresOf,
  type Grouping,
  type GroupSums,
  noSums,
  type Preset,
  type Range,
  rangeBefore,
  rangeOf,
  readSales,
  readSalesBy,
  readToday,
  type SalesFilter,
  type ShopToday,
  type Sums,
  sameTimeOn,
  WAITING_MAX,
} from '../sales/index.ts';
import { supplierNames } from '../suppliers/index.ts';

export type SalesBy = 'day' | 'region' | 'product' | 'partner' | 'supplier' | 'tier';

/** Days by name, or from one to another. */
export interface RangeAsked {
  readonly range?: Preset | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Ids as people write them; one that does not exist has no sales. */
export interface SalesAsked extends RangeAsked {
  readonly by?: SalesBy | undefined;
  readonly region?: string | undefined;
  readonly sku?: string | undefined;
  readonly partnerId?: string | null | undefined;
  readonly supplierId?: string | null | undefined;
  readonly tier?: string | undefined;
}

/** Figures of one group in one currency, in minor units. */
export interface SalesGroup extends Figures {
  readonly group: string;
  readonly name: string | null;
  readonly currency: string;
}

export interface SalesReport extends Range, Pick<ShopToday, 'zone'> {
  readonly by: SalesBy;
  readonly isOpen: boolean;
  readonly isComplete: boolean;
  readonly before: Range;
  readonly totals: readonly {
    readonly currency: string;
    readonly now: Figures;
    readonly before: Figures;
  }[];
  readonly days: readonly {
    readonly day: string;
    readonly currency: string;
    readonly net: number;
    readonly codes: number;
  }[];
  readonly groups: readonly SalesGroup[];
}

const GROUPINGS: Readonly<Record<SalesBy, Grouping>> = {
  day: 'day',
  region: 'product',
  product: 'product',
  partner: 'tenant',
  supplier: 'supplier',
  tier: 'tier',
};

/** The days that somebody asks for: a name, two days, or the last 30. */
export function askedRange({ range, from, to }: RangeAsked, today: string): Range {
  if (range !== undefined) return rangeOf(range, today);
  // nothing: without a last day the range ends today.
  return from === undefined
    ? rangeOf('last_30_days', today)
    : chosenRange(from, to ?? today, today);
}

/** What was sold in a range, in all and by group, and in the days before it; a day that is not over is compared with its like. */
export async function salesReport(
  db: Db,
  catalog: CatalogSnapshot,
  { by = 'day', ...asked }: SalesAsked,
  at: Date,
): Promise<SalesReport> {
  const { zone, today, waiting } = await readToday(db, at);
  const range = askedRange(asked, today);
  const before = rangeBefore(range);
  const isOpen = range.to === today;
  const filter = await filterOf(db, catalog, asked);
  const cutAt = isOpen ? ((await sameTimeOn(db, before.to, at)) ?? undefined) : undefined;
  // Two at a time, so that a large shop is read within the time of a page, and others still have connections.
  const [earlier, sumsOf] = await Promise.all([
    readSales(db, { ...before, cutAt }, 'none', filter),
    readSalesBy(db, range, ['day', GROUPINGS[by]], filter),
  ]);
  const days = sumsOf('day');
  const groups = sumsOf(GROUPINGS[by]);
  return {
    ...{ ...range, zone, by, isOpen, before },
    isComplete: waiting <= WAITING_MAX,
    totals: totalsOf(days, earlier),
    days: days.map((each) => ({ day: each.key, currency: each.currency, ...figuresOf(each) })),
    groups: await named(db, catalog, by, groups),
  };
}

async function filterOf(
  db: Db,
  catalog: CatalogSnapshot,
  { region, sku, partnerId, supplierId, tier }: Omit<SalesAsked, 'by'>,
): Promise<SalesFilter> {
  const wanted = catalog.products.filter(
    (each) =>
      (region === undefined || each.region === region.toUpperCase()) &&
      (sku === undefined || each.sku === sku.toUpperCase()),
  );
  const isProducts = region !== undefined || sku !== undefined;
  return {
    tier,
    productIds: isProducts ? wanted.map(({ productId }) => productId) : undefined,
    tenantIds: partnerId === undefined ? undefined : await tenantsOf(db, partnerId),
    supplierId,
  };
}

/** None of a partner that does not exist. */
async function tenantsOf(db: Db, partnerId: string | null): Promise<number[]> {
  if (partnerId === null || !(await partnerNames(db, [partnerId])).has(partnerId)) return [];
  return tenantIdsOf(db, partnerId);
}

function totalsOf(
  days: readonly GroupSums[],
  earlier: readonly GroupSums[],
): SalesReport['totals'] {
  const currencies = new Set([...days, ...earlier].map(({ currency }) => currency));
  const all = (sums: readonly GroupSums[], currency: string) =>
    figuresOf(sums.filter((each) => each.currency === currency).reduce<Sums>(addSums, noSums));
  return [...currencies]
    .sort()
    .map((currency) => ({ currency, now: all(days, currency), before: all(earlier, currency) }));
}

/** Groups with their names; days in their order, others by net sales, the largest first. */
async function named(
  db: Db,
  catalog: CatalogSnapshot,
  by: SalesBy,
  groups: readonly GroupSums[],
): Promise<SalesGroup[]> {
  const nameOf = await namesOf(db, catalog, by, groups);
  const merged = new Map<
    string,
    { group: string; name: string | null; currency: string; sums: Sums }
  >();
  for (const found of groups) {
    const { group, name } = nameOf(found.key);
    const { currency } = found;
    const sums = merged.get(`${currency} ${group}`)?.sums ?? noSums;
    merged.set(`${currency} ${group}`, { group, name, currency, sums: addSums(sums, found) });
  }
  const shown = [...merged.values()].map(({ sums, ...each }) => ({ ...each, ...figuresOf(sums) }));
  return by === 'day' ? shown.sort(byKey) : shown.sort((a, b) => b.net - a.net || byKey(a, b));
}

function byKey(a: SalesGroup, b: SalesGroup): number {
  return a.group < b.group ? -1 : a.group > b.group ? 1 : 0;
}

type Namer = (key: string) => { readonly group: string; readonly name: string | null };

async function namesOf(
  db: Db,
  catalog: CatalogSnapshot,
  by: SalesBy,
  groups: readonly GroupSums[],
): Promise<Namer> {
  const keys = [...new Set(groups.map(({ key }) => key))];
  switch (by) {
    case 'day':
    case 'tier':
      return (key) => ({ group: key, name: null });
    case 'region':
    case 'product': {
      const products = new Map(catalog.products.map((each) => [String(each.productId), each]));
      return (key) => {
        const product = products.get(key);
        if (!product) return { group: key, name: null };
        return by === 'product'
          ? { group: product.sku, name: null }
          : { group: product.region, name: regionName(catalog, product) };
      };
    }
    case 'partner': {
      const partners = await tenantPartners(db, keys.map(Number));
      const names = await partnerNames(db, [...new Set(partners.values())]);
      return (key) => {
        const id = partners.get(Number(key));
        return id === undefined
          ? { group: key, name: null }
          : { group: formatId('prt', id), name: names.get(id) ?? null };
      };
    }
    case 'supplier': {
      const names = await supplierNames(
        db,
        keys.filter((key) => key !== ''),
      );
      return (key) =>
        key === ''
          ? { group: key, name: null }
          : { group: formatId('sup', key), name: names.get(key) ?? null };
    }
    default:
      return by satisfies never;
  }
}
