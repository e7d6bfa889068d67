import { consoleOperations } from '@psnb2b/contract';
import type { ClaimParts } from '../../claims/index.ts';
import { actorOf } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import type { Teller } from '../../notifications/index.ts';
import { partnerNames } from '../../partners/index.ts';
import { recallFromBuyers, resolveRecall } from '../../recalls/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';

const operations = consoleOperations;

/** The recall of lots, for staff. */
export function consoleRecallRoutes(parts: ClaimParts & Teller): DoorRoute[] {
  const { reads } = parts.database;
  return [
    doorRoute(operations.recallLot, async (call) => {
      const order = { lotId: call.params.lot_id, note: call.body.note };
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
      const lotId = call.params.lot_id;
      const { resolution } = call.body;
      const done = await resolveRecall(parts, lotId, resolution, actorOf(call.caller));
      return json(200, { object: 'recall_resolved', ...done });
    }),
  ];
}
