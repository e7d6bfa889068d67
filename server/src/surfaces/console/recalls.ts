import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { recallFromBuyers, resolveRecall } from '../../recalls/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';

/** The recall of lots, for staff. */
export function recallRoutes(parts: Parts) {
  return onConsole({
    recallLot: async ({ params, body, by }) => {
      const order = { lotId: params.lot_id, note: body.note };
      const done = await recallFromBuyers(parts, order, by.actor);
      const refs = await partnerRefs(
        parts.database.reads,
        done.buyers.map(({ partnerId }) => partnerId),
      );
      return json(200, {
        object: 'lot_recall',
        lot_id: formatId('lot', params.lot_id),
        unsold: done.unsold,
        held: done.held,
        sold: done.sold,
        buyers: done.buyers.map(({ partnerId, claims, claimedBefore, ...buyer }) => ({
          partner: refs(partnerId),
          ...buyer,
          claims: claims.map((claimId) => formatId('clm', claimId)),
          claimed_before: claimedBefore,
        })),
      });
    },
    resolveRecall: async ({ params, body, by }) => {
      const done = await resolveRecall(parts, params.lot_id, body.resolution, by.actor);
      return json(200, { object: 'recall_resolved', ...done });
    },
  });
}
