import * as contract from '@psnb2b/contract';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { recallFromBuyers, resolveRecall } from '../../recalls/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';

/** The recall of lots, for staff. */
export function recallRoutes(parts: Parts) {
  return onConsole({
    recallLot: async ({ params, body, by }) => {
      const lotId = params.lot_id;
      const done = await recallFromBuyers(parts, { lotId, note: body.note }, by);
      const refs = await partnerRefs(parts.database.reads, done.buyers);
      const buyers = done.buyers.map((buyer) => ({
        ...buyer,
        partner: refs(buyer.partnerId),
        claims: buyer.claims.map((claimId) => formatId('clm', claimId)),
        claimed_before: buyer.claimedBefore,
      }));
      return json(200, present(contract.LotRecall, { ...done, lotId }, { buyers }));
    },
    resolveRecall: async ({ params, body, by }) => {
      const done = await resolveRecall(parts, params.lot_id, body.resolution, by.actor);
      return json(200, present(contract.RecallResolved, done));
    },
  });
}
