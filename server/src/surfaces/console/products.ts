import * as contract from '@psnb2b/contract';
import {
  addProductWithShelves,
  changeProductStatus,
  planListPrice,
  setListPrice,
} from '../../acts/index.ts';
import {
  type CatalogSnapshot,
  nextScheduled,
  parseDenomination,
  parseRegion,
  priceFileLines,
  productPages,
  searchProducts,
} from '../../catalog/index.ts';
import type { WebAppCall } from '../../identity/index.ts';
import { given } from '../../kit/given.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import { listProposals } from '../../proposals/index.ts';
import { type ProductFigures, productsBelowFloor, withPrices } from '../../reports/index.ts';
import { commit } from '../both/commit.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';
import { presentProposals, proposedReply } from '../present/proposal.ts';

/** Products and prices, as staff see and set them. */
export function productRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const { reads } = database;
  const amongOf = async ({ price }: { readonly price?: string }, at: Date) =>
    price === 'below_floor' ? productsBelowFloor(reads, catalog.current, at) : undefined;
  return onConsole({
    listProducts: async ({ query, at }) => {
      const { current } = catalog;
      const among = await amongOf(query, at);
      return pageBothWays(
        productPages,
        query,
        (asked) => searchProducts(current, { ...asked, among }),
        async (found) => (await withPrices(reads, current, found, at)).map(presentProduct),
      );
    },
    exportPrices: async (call) => {
      const { currency, ...filters } = call.query;
      const among = await amongOf(filters, call.at);
      return csvList(
        call,
        { name: 'prices.csv', columns: contract.priceCsvColumns },
        productPages,
        filters,
        (asked) => searchProducts(catalog.current, { ...asked, among }),
        (found) => found.flatMap((product) => priceFileLines(catalog.current, product, currency)),
      );
    },
    getProduct: async (call) =>
      json(200, await presentFile(parts, catalog.current, call.params.sku, call)),
    addProduct: async (call) => {
      const product = {
        region: parseRegion(call.body.region),
        denominationMilli: parseDenomination(call.body.denomination),
      };
      const sku = await commit(parts, (tx) => addProductWithShelves(tx, product, call.by));
      return json(201, await presentFile(parts, catalog.current, sku, call));
    },
    setProductStatus: async (call) => {
      const { sku } = call.params;
      if (!catalog.current.productBySku(sku)) throw new Refusal('not_found');
      const change = { sku, status: call.body.status };
      await commit(parts, (tx) => changeProductStatus(tx, change, call.by));
      return json(200, await presentFile(parts, catalog.current, sku, call));
    },
    planPrice: async ({ params: { sku }, query, at }) => {
      const { currency, listPrice: after } = given(contract.PriceQuery, query, query.currency);
      mustBePrice(after);
      const plan = await planListPrice(reads, { sku, currency, after }, at);
      const row = { ...plan, currency, after, needsTwo: plan.takesTwo };
      return json(200, present(contract.PricePlan, row, { margin_bps: plan.marginAfterBps }));
    },
    setListPrice: async (call) => {
      const {
        params: { sku },
        body,
      } = call;
      const { listPrice: after, ...terms } = given(contract.PriceSet, body, body.currency);
      mustBePrice(after);
      const price = { ...terms, sku, after };
      const proposal = await commit(parts, (tx) => setListPrice(tx, parts, price, call.by));
      if (proposal) return proposedReply(reads, proposal, call);
      return json(200, await presentFile(parts, catalog.current, sku, call));
    },
  });
}

function mustBePrice(minor: number): void {
  if (minor > 0) return;
  const detail = 'The list price must be more than 0.';
  throw invalid({ pointer: '/list_price', code: 'minimum', detail });
}

function presentProduct(product: ProductFigures) {
  return present(contract.Product, product, {
    id: product.sku,
    denomination: product.denominationMilli / 1000,
  });
}

async function presentFile(
  { database: { reads } }: Parts,
  catalog: CatalogSnapshot,
  sku: string,
  { caller, at }: Pick<WebAppCall, 'caller' | 'at'>,
) {
  const [product] = await withPrices(reads, catalog, [catalog.productBySku(sku) ?? []].flat(), at);
  if (!product) throw new Refusal('not_found');
  const own = catalog.ownPricesOf(product.productId);
  const refs = await partnerRefs(reads, own);
  const waiting = await listProposals(reads, { state: 'waiting', subject: sku, limit: 1 });
  const scheduled = await nextScheduled(reads, [product.productId]);
  return present(contract.ProductFile, product, {
    ...presentProduct(product),
    own_prices: own.map((each) => {
      const row = { ...each, unitPrice: each.amount };
      return present(contract.OwnPrice, row, { partner: refs(each.partnerId) });
    }),
    waiting: await presentProposals(reads, waiting, caller),
    scheduled: [...scheduled].map(([price, { at: takesEffectAt, after, id: priceChangeId }]) => {
      const [, currency = ''] = price.split(' ');
      const row = { currency, after, takesEffectAt, priceChangeId };
      return present(contract.ProductFile.properties.scheduled.items, row);
    }),
  });
}
