import * as contract from '@psnb2b/contract';
import { clearManualTier, setManualTier, takesTwo } from '../../acts/index.ts';
import { nextTier } from '../../catalog/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { tierOfVolume } from '../../orders/index.ts';
import { findManualTier, tenantOf } from '../../partners/index.ts';
import { listProposals } from '../../proposals/index.ts';
import { partnerClaimRate } from '../../reports/index.ts';
import { commit } from '../both/commit.ts';
import { statementFile, statementPage, statementSums } from '../both/statement.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentTier } from '../present/balance.ts';
import { presentProposals, proposedReply } from '../present/proposal.ts';

const BPS = 100;
const PROPOSALS_MAX = 10;

type TierCall = Pick<ConsoleCall<'getPartnerTier'>, 'params' | 'caller'>;

/** What a business pays, how much of it is claimed, and its statement, for staff. */
export function partnerTierRoutes(parts: Parts) {
  const { reads } = parts.database;
  const reply = async (call: TierCall) => json(200, await presentPartnerTier(parts, call));
  const tenant = ({ partner_id: id, mode = 'live' }: { partner_id: string; mode?: Mode }) =>
    tenantOf(reads, idOf('prt', id), mode);
  return onConsole({
    getPartnerTier: reply,
    setPartnerTier: async (call) => {
      const proposal = await commit(parts, (tx) =>
        setManualTier(tx, parts, call.params.partner_id, call.body, call.by),
      );
      return proposal ? proposedReply(reads, proposal, call) : reply(call);
    },
    clearPartnerTier: async (call) => {
      const { params, body, by } = call;
      await commit(parts, (tx) => clearManualTier(tx, params.partner_id, body.reason, by));
      return reply(call);
    },
    getPartnerClaimRate: async ({ params, at }) => {
      await tenantOf(reads, params.partner_id, 'live');
      const rates = await partnerClaimRate(reads, params.partner_id, at);
      return json(200, present(contract.PartnerClaimRate, rates));
    },
    listPartnerTransactions: async ({ query }) => {
      const { partner_id: _, ...asked } = query;
      return statementPage(parts, await tenant(query), asked);
    },
    getPartnerStatement: async ({ query }) =>
      statementSums(parts, await tenant(query), { ...query }),
    exportPartnerTransactions: async ({ query, isHead }) => {
      const { partner_id: _, ...asked } = query;
      return statementFile(parts, await tenant(query), { query: asked, isHead });
    },
  });
}

async function presentPartnerTier(
  { database: { reads }, catalog }: Parts,
  { params: { partner_id: partnerId }, caller }: TierCall,
) {
  const tenant = await tenantOf(reads, partnerId, 'live');
  const { currency, volume30d } = tenant;
  const tiers = catalog.current.tiers(currency);
  const higher = nextTier(tiers, volume30d);
  const manual = await findManualTier(reads, partnerId);
  const asked = { state: 'waiting', subject: formatId('prt', partnerId) } as const;
  const waiting = (await listProposals(reads, { ...asked, limit: PROPOSALS_MAX })).filter(
    ({ kind }) => kind === 'partner_tier',
  );
  const names = await actorTexts(reads, manual ? [manual.setBy] : []);
  const setBy = manual && names(manual.setBy);
  return present(
    contract.PartnerTier,
    { currency, earned: tierOfVolume(tiers, volume30d).tier || null },
    {
      tier: presentTier(tenant, catalog, currency),
      missing: higher && formatMoney(higher.volume30d - volume30d, currency),
      by_hand: manual && present(contract.ManualTier, { ...manual, setBy: setBy ?? manual.setBy }),
      tiers: tiers.map(({ name, discountBps }) => ({
        ...{ name, discount_percent: discountBps / BPS, two_people: takesTwo(tiers, name) },
      })),
      waiting: await presentProposals(reads, waiting, caller),
    },
  );
}
