import {
  type ClaimFigures,
  claimRatesMax,
  consoleOperations,
  type Recovery as Shown,
} from '@psnb2b/contract';
import type { Static } from 'typebox';
import type { ClaimParts } from '../../claims/index.ts';
import { serviceFigures } from '../../claims/index.ts';
import { actorOf, byOf } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { formatMoney, parseMoney } from '../../kit/money.ts';
import { wholeList } from '../../kit/pages.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import type { Teller } from '../../notifications/index.ts';
import { partnerNames } from '../../partners/index.ts';
import { recallFromBuyers, resolveRecall } from '../../recalls/index.ts';
import type { ClaimRate } from '../../reports/index.ts';
import { ratesByLot, ratesByPartner, ratesByRegion, ratesBySupplier } from '../../reports/index.ts';
import { lotFiles } from '../../stock/index.ts';
import type { Recovery } from '../../supplier-claims/index.ts';
import { listRecoveries, settleRecovery } from '../../supplier-claims/index.ts';
import type { DoorRoute } from '../both/door-reply.ts';
import { doorRoute } from '../both/door-reply.ts';

const operations = consoleOperations;
/** What a malformed id of a lot names. */
const NO_LOT = '00000000-0000-0000-0000-000000000000';
const DAY_MS = 24 * 60 * 60 * 1000;

/** The recall of lots, what suppliers owe, and figures, for staff. */
export function consoleRecallRoutes(parts: ClaimParts & Teller): DoorRoute[] {
  const { database, catalog } = parts;
  const { reads } = database;
  return [
    doorRoute(operations.recallLot, async (call) => {
      const order = { lotId: idOf('lot', call.params.lot_id), note: call.body.note };
      const done = await recallFromBuyers(parts, order, actorOf(call.caller));
      const ids = done.buyers.map(({ partnerId }) => partnerId);
      const names = await partnerNames(reads, ids);
      return json(200, {
        object: 'lot_recall',
        lot_id: formatId('lot', order.lotId),
        unsold: done.unsold,
        held: done.held,
        sold: done.sold,
        buyers: done.buyers.map(({ partnerId, claims, claimedBefore, ...buyer }) => ({
          partner: {
            id: formatId('prt', partnerId),
            name: required(names.get(partnerId), `partner ${partnerId} has a name`),
          },
          ...buyer,
          claims: claims.map((claimId) => formatId('clm', claimId)),
          claimed_before: claimedBefore,
        })),
      });
    }),
    doorRoute(operations.resolveRecall, async (call) => {
      const lotId = idOf('lot', call.params.lot_id);
      const { resolution } = call.body;
      const done = await resolveRecall(parts, lotId, resolution, actorOf(call.caller));
      return json(200, { object: 'recall_resolved', ...done });
    }),
    doorRoute(operations.getClaimFigures, async (call) => {
      const until = call.at;
      const from = new Date(until.getTime() - (call.query.days ?? 30) * DAY_MS);
      const lots = (await ratesByLot(reads)).slice(0, claimRatesMax);
      const partners = (await ratesByPartner(reads, from, until)).slice(0, claimRatesMax);
      const times = await serviceFigures(reads, from, until);
      const files = await lotFiles(reads, namesOf(lots));
      const names = await partnerNames(reads, namesOf(partners));
      const figures: Static<typeof ClaimFigures> = {
        object: 'claim_figures',
        from: from.toISOString(),
        until: until.toISOString(),
        lots: lots.map((each) =>
          presentRate({ ...each, name: formatId('lot', each.name) }, files.get(each.name)),
        ),
        suppliers: (await ratesBySupplier(reads)).map((each) => presentRate(each)),
        partners: partners.map((each) =>
          presentRate({ ...each, name: formatId('prt', each.name) }, names.get(each.name)),
        ),
        regions: (await ratesByRegion(reads, catalog.product, from, until)).map((each) =>
          presentRate(each),
        ),
        times: times.map((each) => ({
          priority: each.priority,
          claims: each.claims,
          decided: each.decided,
          in_time: each.inTime,
          answer_median_ms: each.answerMedianMs,
          decision_median_ms: each.decisionMedianMs,
          decision_p90_ms: each.decisionP90Ms,
        })),
      };
      return json(200, figures);
    }),
    doorRoute(operations.listRecoveries, async (call) => {
      const { supplier, lot_id: lot, state } = call.query;
      const found = await listRecoveries(reads, {
        ...(supplier !== undefined && { supplier }),
        ...(lot !== undefined && { lotId: parseId('lot', lot) ?? NO_LOT }),
        ...(state && { state }),
      });
      const data = found.map(presentRecovery);
      return json(200, wholeList(data));
    }),
    doorRoute(operations.settleRecovery, async (call) => {
      const codeId = idOf('cod', call.params.code_id);
      const { state, recovered: text, note = null } = call.body;
      const found = await recoveryOf(reads, codeId);
      const recovered = text === undefined ? null : parseMoney(text, found.currency);
      if (text !== undefined && recovered === null) {
        const detail = `It must be an amount of ${found.currency} with the decimals of that currency.`;
        throw invalid({ pointer: '/recovered', code: 'precision', detail });
      }
      await database.transaction((tx) =>
        settleRecovery(tx, codeId, { state, recovered, note }, byOf(call)),
      );
      return json(200, presentRecovery(await recoveryOf(reads, codeId)));
    }),
  ];
}

async function recoveryOf(db: Db, codeId: string): Promise<Recovery> {
  const [found] = await listRecoveries(db, { codeId });
  if (!found) throw new Refusal('not_found');
  return found;
}

function namesOf(rates: readonly ClaimRate[]): string[] {
  return rates.map(({ name }) => name);
}

function presentRate({ rateBps, ...rate }: ClaimRate, title: string | null = null) {
  return { ...rate, title, rate_bps: rateBps };
}

function presentRecovery(each: Recovery): Static<typeof Shown> {
  const money = (minor: number | null) =>
    minor === null ? null : formatMoney(minor, each.currency);
  return {
    object: 'recovery',
    code_id: formatId('cod', each.codeId),
    claim_id: formatId('clm', each.claimId),
    lot_id: formatId('lot', each.lotId),
    supplier: each.supplier,
    amount: money(each.amount),
    currency: each.currency,
    due_at: each.dueAt.toISOString(),
    state: each.state,
    recovered: money(each.recovered),
    note: each.note,
  };
}
