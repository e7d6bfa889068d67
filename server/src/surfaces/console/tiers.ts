import * as contract from '@psnb2b/contract';
import { changeTiers, planTiers } from '../../acts/index.ts';
import { bpsOfPercent, listTierSets, type Tier } from '../../catalog/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { required } from '../../kit/assert.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { countByTier } from '../../partners/index.ts';
import { listProposals } from '../../proposals/index.ts';
import { byWithReason } from '../both/by-with-reason.ts';
import { commit } from '../both/commit.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';
import { presentProposals, proposedReply } from '../present/proposal.ts';

const STEPS_MAX = 200;
const WAITING_MAX = 500;
const BPS = 100;

type Drafts = ConsoleCall<'planTiers'>['body']['tiers'];

/** Discounts by volume, for staff. */
export function tierRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listTiers: async ({ caller }) => whole(await presentSets(parts, caller)),
    planTiers: async ({ params, body, at }) => {
      const currency = currencyOf(params.currency);
      const tiers = tiersOf(currency, body.tiers);
      const { moves, needsTwo, isJump } = await planTiers(reads, { currency, tiers }, at);
      const changed = moves
        .filter(({ tenant, next }) => {
          return tenant.tier !== next.tier || tenant.discountBps !== next.discountBps;
        })
        .sort((a, b) => b.next.volume30d - a.next.volume30d);
      const shown = changed.slice(0, STEPS_MAX);
      const refs = await partnerRefs(
        reads,
        shown.map(({ tenant }) => tenant),
      );
      const steps = shown.map(({ tenant, next }) =>
        present(
          contract.TierStep,
          {
            ...{ currency, volume30d: next.volume30d },
            ...{ tierBefore: tenant.tier, percentBefore: tenant.discountBps / BPS },
            ...{ tierAfter: next.tier, percentAfter: next.discountBps / BPS },
          },
          { partner: refs(tenant.partnerId) },
        ),
      );
      return json(
        200,
        present(
          contract.TierPlan,
          {
            ...{ businesses: moves.length, needsTwo, isJump },
            cheaper: changed.filter(({ tenant, next }) => next.discountBps > tenant.discountBps)
              .length,
            dearer: changed.filter(({ tenant, next }) => next.discountBps < tenant.discountBps)
              .length,
          },
          { steps },
        ),
      );
    },
    setTiers: async (call) => {
      const currency = currencyOf(call.params.currency);
      const wanted = {
        ...{ currency, version: call.body.version, jump: call.body.jump },
        tiers: tiersOf(currency, call.body.tiers),
      };
      const proposal = await commit(parts, (tx) =>
        changeTiers(tx, parts, wanted, byWithReason(call)),
      );
      if (proposal) return proposedReply(reads, proposal, call);
      const sets = await presentSets(parts, call.caller);
      const set = sets.find(({ id }) => id === currency);
      return json(200, required(set, `tiers of ${currency} are listed`));
    },
  });
}

function currencyOf(text: string): string {
  const currency = text.toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) throw new Refusal('not_found');
  return currency;
}

function tiersOf(currency: string, drafts: Drafts): Tier[] {
  return drafts.map(({ name, volume_30d: volume, discount_percent: percent }, index) => ({
    name: name.trim(),
    volume30d: amountOf(`tiers/${index}/volume_30d`, volume, currency),
    discountBps: bpsOfPercent(percent, `/tiers/${index}/discount_percent`),
  }));
}

/** The tiers of every currency with tiers, prices or businesses. */
async function presentSets(
  { database: { reads }, catalog: { current } }: Parts,
  reader: ConsoleCall<'listTiers'>['caller'],
): Promise<contract.TierSet[]> {
  const sets = new Map((await listTierSets(reads)).map((set) => [set.currency, set]));
  const counts = await countByTier(reads);
  const currencies = new Set([
    ...sets.keys(),
    ...counts.map(({ currency }) => currency),
    ...current.products.flatMap(({ productId }) =>
      current.listPricesOf(productId).map(({ currency }) => currency),
    ),
  ]);
  const names = await actorTexts(
    reads,
    [...sets.values()].map(({ changedBy }) => changedBy),
  );
  const waiting = (await listProposals(reads, { state: 'waiting', limit: WAITING_MAX })).filter(
    ({ kind }) => kind === 'tiers',
  );
  const proposals = await presentProposals(reads, waiting, reader);
  return [...currencies].sort().map((currency) => {
    const set = sets.get(currency);
    const of = counts.filter((each) => each.currency === currency);
    const tiers = current.tiers(currency).map((tier) => ({
      ...{ ...tier, currency, discountPercent: tier.discountBps / BPS },
      // nothing: nobody has it.
      businessCount: of.find(({ tier: name }) => name === tier.name)?.count ?? 0,
    }));
    const row = {
      // nothing: they were never set, or before this was recorded.
      ...{ id: currency, tiers, version: set?.version ?? 0, changedAt: set?.changedAt ?? null },
      changedBy: set ? names(set.changedBy) : null,
      businessCount: of.reduce((sum, { count }) => sum + count, 0),
    };
    const written = { waiting: proposals.filter(({ subject }) => subject.id === currency) };
    return present(contract.TierSet, row, written);
  });
}
