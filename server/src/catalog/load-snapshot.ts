import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { type CatalogSnapshot, catalogSnapshot } from './catalog-snapshot.ts';
import type { ProductStatus } from './product.ts';

/** JSON as the database writes it: xid8 as text, so that no digit is lost. */
interface Document {
  readonly regions: { region: string; name: string; currency: string }[];
  readonly products: {
    product_id: number;
    sku: string;
    region: string;
    denomination_milli: number;
    face_currency: string;
    status: ProductStatus;
    min_quantity: number;
    max_quantity: number;
    changed: string;
    changed_at: string;
  }[];
  readonly prices: (Price & { list_price: number })[];
  readonly partner_prices: (Price & { partner_id: string; unit_price: number | null })[];
  readonly lists: (Changed & { list_id: string; currency: string; percent_bps: number })[];
  readonly list_prices: (Changed & { list_id: string; product_id: number; price: number | null })[];
  readonly list_partners: (Changed & { partner_id: string; list_id: string | null })[];
  readonly product_floors: (Price & { amount: number | null })[];
  readonly floors: { region: string; margin_bps: number }[];
  readonly tiers: { currency: string; volume_30d: number; name: string; discount_bps: number }[];
}

interface Changed {
  readonly changed: string;
  readonly changed_at: string;
}

interface Price extends Changed {
  readonly product_id: number;
  readonly currency: string;
}

// One statement, so one snapshot: prices and products of the same moment.
const LOAD = `SELECT json_build_object(
  'regions', (SELECT coalesce(json_agg(r), '[]')
    FROM (SELECT region, name, currency FROM catalog.regions ORDER BY region) r),
  'products', (SELECT coalesce(json_agg(p), '[]')
    FROM (SELECT product_id, sku, region, denomination_milli, face_currency, status, min_quantity,
                 max_quantity, changed::text, changed_at
            FROM catalog.products ORDER BY region, denomination_milli) p),
  'prices', (SELECT coalesce(json_agg(p), '[]')
    FROM (SELECT product_id, currency, list_price, changed::text, changed_at
            FROM catalog.prices) p),
  'partner_prices', (SELECT coalesce(json_agg(p), '[]')
    FROM (SELECT partner_id, product_id, currency, unit_price, changed::text, changed_at
            FROM catalog.partner_prices) p),
  'lists', (SELECT coalesce(json_agg(l), '[]')
    FROM (SELECT list_id, currency, percent_bps, changed::text, changed_at FROM catalog.price_lists) l),
  'list_prices', (SELECT coalesce(json_agg(p), '[]')
    FROM (SELECT list_id, product_id, price, changed::text, changed_at FROM catalog.price_list_prices) p),
  'list_partners', (SELECT coalesce(json_agg(p), '[]')
    FROM (SELECT partner_id, list_id, changed::text, changed_at FROM catalog.price_list_partners) p),
  'product_floors', (SELECT coalesce(json_agg(f), '[]')
    FROM (SELECT product_id, currency, amount, changed::text, changed_at FROM catalog.product_floors) f),
  'floors', (SELECT coalesce(json_agg(f), '[]')
    FROM (SELECT region, margin_bps FROM catalog.price_floors) f),
  'tiers', (SELECT coalesce(json_agg(t), '[]')
    FROM (SELECT currency, volume_30d, name, discount_bps
            FROM catalog.tiers ORDER BY currency, volume_30d) t)) AS document`;

/** Reads the whole catalogue as it is now. */
export async function loadSnapshot(db: Db): Promise<CatalogSnapshot> {
  const { rows } = await db.query<{ document: Document }>(LOAD, [], 'catalog.load');
  const document = rows[0]?.document;
  assert(document, 'the catalogue query gives one row');
  return catalogSnapshot({
    regions: document.regions,
    products: document.products.map((row) => ({
      productId: row.product_id,
      sku: row.sku,
      region: row.region,
      denominationMilli: row.denomination_milli,
      faceCurrency: row.face_currency,
      status: row.status,
      minQuantity: row.min_quantity,
      maxQuantity: row.max_quantity,
      ...changeOf(row),
    })),
    prices: document.prices.map((row) => ({ ...priceOf(row), amount: row.list_price })),
    partnerPrices: document.partner_prices.map((row) => ({
      ...priceOf(row),
      partnerId: row.partner_id,
      amount: row.unit_price,
    })),
    lists: document.lists.map((row) => ({
      listId: row.list_id,
      currency: row.currency,
      percentBps: row.percent_bps,
      ...changeOf(row),
    })),
    listPrices: document.list_prices.map((row) => ({
      listId: row.list_id,
      productId: row.product_id,
      amount: row.price,
      ...changeOf(row),
    })),
    listPartners: document.list_partners.map((row) => ({
      partnerId: row.partner_id,
      listId: row.list_id,
      ...changeOf(row),
    })),
    productFloors: document.product_floors.map((row) => ({ ...priceOf(row), amount: row.amount })),
    floors: document.floors.map(({ region, margin_bps: marginBps }) => ({ region, marginBps })),
    tiers: document.tiers.map((row) => ({
      currency: row.currency,
      name: row.name,
      volume30d: row.volume_30d,
      discountBps: row.discount_bps,
    })),
  });
}

function priceOf(row: Price) {
  return { productId: row.product_id, currency: row.currency, ...changeOf(row) };
}

function changeOf(row: Changed) {
  return { changed: BigInt(row.changed), changedAt: new Date(row.changed_at) };
}
