import type { ProductFile, ProductPrice, Product as Shown } from '@psnb2b/contract';
import { planListPrice, setListPrice } from '../../acts/index.ts';
import type { CatalogSnapshot, Product } from '../../catalog/index.ts';
import type { WebAppCall } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatMoney } from '../../kit/money.ts';
import { numberPlace, Pages } from '../../kit/pages.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import { isoOrNull } from '../../kit/time.ts';
import { listProposals } from '../../proposals/index.ts';
import { costsOfProducts, type StockCosts } from '../../stock/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';
import { presentProposals, proposedReply } from '../present/proposal.ts';

const pages = new Pages('products', numberPlace, ({ productId }: Product) => productId);

/** Products and prices, as staff see and set them. */
export function productRoutes(parts: Parts) {
  const { database, versions, catalog } = parts;
  const { reads } = database;
  return onConsole({
    listProducts: ({ query }) => {
      const snapshot = catalog.current;
      const found = snapshot.products.filter((each) => isAsked(snapshot, each, query));
      return pages.reply(
        query,
        ({ behind }) => found.slice(1 + found.findIndex(({ productId }) => productId === behind)),
        async (products) => {
          const ids = products.map(({ productId }) => productId);
          const costs = await costsOfProducts(reads, ids);
          return products.map((each) => present(snapshot, each, costs));
        },
      );
    },
    getProduct: async (call) =>
      json(200, await presentFile(reads, catalog.current, call.params.sku, call)),
    planPrice: async ({ params, query, at }) => {
      const { currency } = query;
      const after = priceOf(query);
      const plan = await planListPrice(reads, { sku: params.sku, currency, after }, at);
      const { before, costHigh, takesTwo, product } = plan;
      return json(200, {
        object: 'price_plan',
        currency,
        before: before === null ? null : formatMoney(before, currency),
        after: formatMoney(after, currency),
        change_bps: before === null ? null : shareOf(after - before, before),
        margin_bps: costHigh === null ? null : shareOf(after - costHigh, after),
        needs_two: takesTwo,
        own_prices: catalog.current
          .ownPricesOf(product.productId)
          .filter((own) => own.currency === currency).length,
      });
    },
    setListPrice: async (call) => {
      const { currency, before } = call.body;
      const price = {
        sku: call.params.sku,
        currency,
        before: amountOf('before', before, currency),
        after: priceOf(call.body),
      };
      const proposal = await database.transaction((tx) => setListPrice(tx, parts, price, call.by));
      await versions.poll();
      if (proposal) return proposedReply(reads, proposal, call);
      return json(200, await presentFile(reads, catalog.current, price.sku, call));
    },
  });
}

/** A list price of a request in minor units: more than 0. */
function priceOf({ list_price, currency }: { list_price: string; currency: string }): number {
  const price = amountOf('list_price', list_price, currency);
  if (price > 0) return price;
  const detail = 'The list price must be more than 0.';
  throw invalid({ pointer: '/list_price', code: 'minimum', detail });
}

function isAsked(
  snapshot: CatalogSnapshot,
  product: Product,
  query: ConsoleCall<'listProducts'>['query'],
): boolean {
  const { region, status, price, q } = query;
  const { sku } = product;
  if (region !== undefined && product.region !== region) return false;
  if (status !== undefined && product.status !== status) return false;
  if (price !== undefined) {
    const isListed = snapshot.listPricesOf(product.productId).length > 0;
    if (isListed !== (price === 'set')) return false;
  }
  const text = `${sku} ${regionName(snapshot, product)}`.toLowerCase();
  // nothing: an empty search finds everything.
  return (q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function present(snapshot: CatalogSnapshot, product: Product, costs: StockCosts): Shown {
  const { productId, sku } = product;
  return {
    id: sku,
    object: 'product',
    region: product.region,
    region_name: regionName(snapshot, product),
    denomination: product.denominationMilli / 1000,
    face_currency: product.faceCurrency,
    status: product.status,
    // nothing: a product that never had codes has no shelf.
    available: costs.available.get(productId) ?? 0,
    // nothing: a product with all costs known is not among these.
    cost_unknown: costs.unknown.get(productId) ?? 0,
    prices: pricesOf(snapshot, productId, costs),
  };
}

function pricesOf(
  snapshot: CatalogSnapshot,
  productId: number,
  { spans }: StockCosts,
): ProductPrice[] {
  const lists = new Map(snapshot.listPricesOf(productId).map((each) => [each.currency, each]));
  const costs = new Map(
    spans.filter((each) => each.productId === productId).map((each) => [each.currency, each]),
  );
  return [...new Set([...lists.keys(), ...costs.keys()])].sort().map((currency) => {
    const list = lists.get(currency);
    const cost = costs.get(currency);
    const shown = (minor: number | undefined) =>
      minor === undefined ? null : formatMoney(minor, currency);
    return {
      currency,
      list_price: shown(list?.amount),
      changed_at: isoOrNull(list?.changedAt ?? null),
      cost_low: shown(cost?.low),
      cost_high: shown(cost?.high),
      margin_bps: list && cost ? shareOf(list.amount - cost.high, list.amount) : null,
    };
  });
}

async function presentFile(
  db: Db,
  snapshot: CatalogSnapshot,
  sku: string,
  { caller }: Pick<WebAppCall, 'caller'>,
): Promise<ProductFile> {
  const product = snapshot.productBySku(sku);
  if (!product) throw new Refusal('not_found');
  const own = snapshot.ownPricesOf(product.productId);
  const refs = await partnerRefs(
    db,
    own.map(({ partnerId }) => partnerId),
  );
  const found = await listProposals(db, { state: 'waiting', subject: sku, limit: 1 });
  return {
    ...present(snapshot, product, await costsOfProducts(db, [product.productId])),
    own_prices: own.map(({ partnerId, currency, amount }) => ({
      partner: refs(partnerId),
      currency,
      unit_price: formatMoney(amount, currency),
    })),
    waiting: await presentProposals(db, found, caller),
  };
}

function regionName(snapshot: CatalogSnapshot, { region }: Product): string {
  return required(snapshot.regions.get(region), `region ${region} is there`).name;
}

/** A share in basis points, rounded down, so that a margin is never shown larger than it is. */
function shareOf(part: number, whole: number): number {
  return Math.floor((part * 10_000) / whole);
}
