import * as contract from '@psnb2b/contract';
import * as acts from '../../acts/index.ts';
import * as catalogue from '../../catalog/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { given } from '../../kit/given.ts';
import { json, whole } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { invalid, notFoundAt } from '../../kit/refusal.ts';
import { partnerNames } from '../../partners/index.ts';
import { listProposals } from '../../proposals/index.ts';
import { floorsOf } from '../../reports/index.ts';
import { commit } from '../both/commit.ts';
import { madeOnce } from '../both/made-once.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';
import { presentProposals, proposedReply } from '../present/proposal.ts';

type Reader = Pick<ConsoleCall<'getPriceList'>, 'caller' | 'at'>;
const PROPOSALS_MAX = 500;

/** Price lists: what some partners pay in place of the list prices. */
export function priceListRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const reply = async (id: string, reader: Reader) =>
    json(200, await presentWhole(parts, id, reader));
  return onConsole({
    listPriceLists: async () => {
      const lists = await catalogue.listPriceLists(reads);
      const named = await nameActors(parts, lists);
      return whole(
        lists.map((each) =>
          present(contract.PriceListSummary, named(each), { percent: each.percentBps / 100 }),
        ),
      );
    },
    getPriceList: (call) => reply(call.params.price_list_id, call),
    createPriceList: async (call) => {
      const { body, by } = call;
      const answer = await madeOnce(database, call, {
        make: (tx) => acts.createPriceList(tx, body, by),
        id: (made) => made,
        find: async (made) => made,
        reply: async (made) => json(201, await presentWhole(parts, made, call)),
      });
      await parts.versions.poll();
      return answer;
    },
    changePriceList: async (call) => {
      const { price_list_id: priceListId } = call.params;
      const { name, percent, before, jump } = call.body;
      const terms = {
        ...{ priceListId, name, jump },
        percentBps: catalogue.bpsOfPercent(percent),
        beforeBps: catalogue.bpsOfPercent(before, '/before'),
      };
      const proposal = await commit(parts, (tx) => acts.changePriceList(tx, parts, terms, call.by));
      return proposal ? proposedReply(reads, proposal, call) : reply(priceListId, call);
    },
    planPriceList: async ({ params, body }) => {
      const priceListId = params.price_list_id;
      const percentBps = catalogue.bpsOfPercent(body.percent);
      const plan = await acts.planPercent(reads, { priceListId, percentBps });
      const row = {
        ...{ ...plan, needsTwo: plan.takesTwo, partners: plan.list.partnerCount },
        ...{ before: plan.beforeBps / 100, after: percentBps / 100 },
      };
      return json(200, present(contract.PriceListPlan, row));
    },
    planFixedPrice: async ({ params, query, at }) => {
      const { price_list_id: priceListId, sku } = params;
      const { currency } = await catalogue.findPriceList(reads, priceListId);
      const { price: after = null } = given(contract.FixedPriceQuery, query, currency);
      mustBePrice(after);
      const wanted = { priceListId, sku: sku.toUpperCase(), after };
      const plan = await acts.planFixedPrice(reads, wanted, at);
      const row = { ...plan, sku: plan.product.sku, currency, needsTwo: plan.takesTwo };
      const { partnerCount: partners } = plan.list;
      return json(200, present(contract.FixedPricePlan, { ...row, partners }));
    },
    setFixedPrice: async (call) => {
      const { price_list_id: priceListId, sku } = call.params;
      const { currency } = await catalogue.findPriceList(reads, priceListId);
      const after = amountOf('price', call.body.price, currency);
      mustBePrice(after);
      const before = amountOf('before', call.body.before, currency);
      const { jump } = call.body;
      const setting = { priceListId, sku: sku.toUpperCase(), before, after, jump };
      const proposal = await commit(parts, (tx) => acts.setFixedPrice(tx, parts, setting, call.by));
      return proposal ? proposedReply(reads, proposal, call) : reply(priceListId, call);
    },
    addPriceListPartner: async (call) => {
      const { price_list_id: id } = call.params;
      const partnerId = await partnerOf(parts, call.body.partner_id);
      await commit(parts, (tx) => acts.assignPriceList(tx, partnerId, id, call.by));
      return reply(id, call);
    },
    removePriceListPartner: async (call) => {
      const { price_list_id: id } = call.params;
      const partnerId = await partnerOf(parts, call.body.partner_id);
      const theirs = await catalogue.partnersOfPriceList(reads, id);
      if (theirs.some((each) => each.partnerId === partnerId)) {
        await commit(parts, (tx) => acts.assignPriceList(tx, partnerId, null, call.by));
      }
      return reply(id, call);
    },
  });
}

function mustBePrice(minor: number | null): void {
  if (minor !== 0) return;
  const detail = 'The fixed price must be more than 0.';
  throw invalid({ pointer: '/price', code: 'minimum', detail });
}

/** The partner that a body names. */
async function partnerOf({ database: { reads } }: Parts, text: string): Promise<string> {
  const partnerId = idOf('prt', text, '/partner_id');
  const names = await partnerNames(reads, [partnerId]);
  if (!names.has(partnerId)) throw notFoundAt('/partner_id');
  return partnerId;
}

/** Replaces who changed lists by their names. */
async function nameActors(
  { database: { reads } }: Parts,
  lists: readonly catalogue.StoredPriceList[],
) {
  const names = await actorTexts(
    reads,
    lists.map(({ changedBy }) => changedBy),
  );
  return (list: catalogue.StoredPriceList) => ({
    ...list,
    changedBy: names(list.changedBy),
  });
}

async function presentWhole(
  parts: Parts,
  id: string,
  { caller, at }: Reader,
): Promise<contract.PriceList> {
  const { reads } = parts.database;
  const list = await catalogue.findPriceList(reads, id);
  const named = await nameActors(parts, [list]);
  const partners = await catalogue.partnersOfPriceList(reads, id);
  const refs = await partnerRefs(reads, partners);
  const listId = formatId('pls', id);
  const waiting = await listProposals(reads, { state: 'waiting', limit: PROPOSALS_MAX });
  const theirs = waiting.filter(({ subject }) => subject.split(' ')[0] === listId);
  return present(contract.PriceList, named(list), {
    percent: list.percentBps / 100,
    prices: await presentPrices(parts, list, at),
    partners: partners.map((each) =>
      present(contract.PriceListMember, each, { partner: refs(each.partnerId) }),
    ),
    waiting: await presentProposals(reads, theirs, caller),
  });
}

/** Every product that has a list price in the currency of the list. */
async function presentPrices(
  { database: { reads }, catalog: { current } }: Parts,
  { priceListId, currency }: catalogue.StoredPriceList,
  at: Date,
): Promise<contract.PriceListPrice[]> {
  const listed = current.products.filter(
    ({ productId }) => current.listPrice(productId, currency) !== null,
  );
  const ids = listed.map(({ productId }) => productId);
  const floors = await floorsOf(reads, current, ids, at);
  return listed.map((product) => {
    const { productId, denominationMilli } = product;
    const known = floors.get(productId);
    const floor = known?.currency === currency ? known.floor : null;
    const fixedPrice = current.fixedPrice(priceListId, productId);
    const row = {
      ...{ ...product, currency, floor, fixedPrice },
      regionName: catalogue.regionName(current, product),
      listPrice: current.listPrice(productId, currency)?.amount ?? null,
      price: current.listedPrice(product, currency, priceListId),
      belowFloor: fixedPrice !== null && floor !== null && fixedPrice < floor,
    };
    return present(contract.PriceListPrice, row, { denomination: denominationMilli / 1000 });
  });
}
