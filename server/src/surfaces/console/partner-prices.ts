import * as contract from '@psnb2b/contract';
import { listPartnerPrices, planOwnPrice, setOwnPrice } from '../../acts/index.ts';
import { regionName } from '../../catalog/index.ts';
import { given } from '../../kit/given.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { invalid } from '../../kit/refusal.ts';
import { tenantOf } from '../../partners/index.ts';
import { listProposals } from '../../proposals/index.ts';
import { commit } from '../both/commit.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentProposals, proposedReply } from '../present/proposal.ts';

type Reader = Pick<ConsoleCall<'getPartnerPrices'>, 'params' | 'caller' | 'at'>;
const PROPOSALS_MAX = 500;

/** The own prices of a business, which replace list and tier. */
export function partnerPriceRoutes(parts: Parts) {
  const { reads } = parts.database;
  const reply = async (call: Reader) => json(200, await presentPrices(parts, call));
  return onConsole({
    getPartnerPrices: reply,
    planPartnerPrice: async ({ params: { partner_id: partnerId }, query, at }) => {
      const { currency } = await tenantOf(reads, partnerId, 'live');
      const { sku, price: after = null } = given(contract.PartnerPriceQuery, query, currency);
      if (sku === undefined) {
        const detail = 'Name the product by its SKU.';
        throw invalid({ pointer: '/sku', code: 'required', detail });
      }
      mustBePrice(after);
      const plan = await planOwnPrice(reads, { partnerId, sku, after }, at);
      const row = { ...plan, sku: plan.product.sku, needsTwo: plan.takesTwo };
      return json(200, present(contract.PartnerPricePlan, row));
    },
    setPartnerPrice: async (call) => {
      const { partner_id: partnerId } = call.params;
      const { currency } = await tenantOf(reads, partnerId, 'live');
      const { price: after, ...terms } = given(contract.PartnerPriceSet, call.body, currency);
      mustBePrice(after);
      const setting = { ...terms, partnerId, after };
      const proposal = await commit(parts, (tx) => setOwnPrice(tx, parts, setting, call.by));
      return proposal ? proposedReply(reads, proposal, call) : reply(call);
    },
  });
}

function mustBePrice(minor: number | null): void {
  if (minor === null || minor > 0) return;
  const detail = 'The own price must be more than 0.';
  throw invalid({ pointer: '/price', code: 'minimum', detail });
}

/** Every product that has a list price in the currency of the business. */
async function presentPrices(
  { database: { reads }, catalog: { current } }: Parts,
  { params: { partner_id: partnerId }, caller, at }: Reader,
): Promise<contract.PartnerPrices> {
  const { currency } = await tenantOf(reads, partnerId, 'live');
  const rows = await listPartnerPrices(reads, current, partnerId, at);
  const prices = rows.map(({ product, ...row }) =>
    present(
      contract.PartnerPrice,
      { ...product, ...row, regionName: regionName(current, product) },
      { denomination: product.denominationMilli / 1000 },
    ),
  );
  const id = formatId('prt', partnerId);
  const waiting = await listProposals(reads, { state: 'waiting', limit: PROPOSALS_MAX });
  const theirs = waiting.filter(
    ({ kind, subject }) => kind === 'own_price' && subject.split(' ')[0] === id,
  );
  return {
    ...{ object: 'partner_prices' as const, currency, prices },
    waiting: await presentProposals(reads, theirs, caller),
  };
}
