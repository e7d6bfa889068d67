import { type ClaimableOrder, orderCan } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import { formatId } from '../kit/ids.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import {
  type BoughtCode,
  claimableUntil,
  codesOf,
  findOrder,
  isClaimable,
} from '../orders/index.ts';
import type { ClaimParts } from './parts.ts';
import { claimsHolding } from './store.ts';

/**
 * The codes of a delivered order with the result that `fileClaim` would have now: by their ids, never their values. Refuses in
 * its order: unknown order, not delivered.
 */
export async function readClaimable(
  { database, catalog }: Pick<ClaimParts, 'database' | 'catalog'>,
  tenant: TenantRef,
  orderId: string,
  at: Date,
): Promise<ClaimableOrder> {
  const order = await findOrder(database.reads, tenant, orderId, catalog.product);
  if (!order) throw new Refusal('not_found');
  mustBeAble(orderCan.readCodes(order.progress), order.progress.status);
  const { terms, progress } = order;
  assert(progress.deliveredAt, `order ${orderId} was delivered at some time`);
  const codes = await codesOf(database.reads, [orderId]);
  const held = await claimsHolding(
    database.reads,
    codes.map(({ codeId }) => codeId),
  );
  return {
    id: formatId('ord', orderId),
    object: 'claimable_order',
    mode: terms.mode,
    sku: terms.sku,
    quantity: terms.quantity,
    reference: terms.reference,
    delivered_at: progress.deliveredAt.toISOString(),
    codes: codes.map((code) => {
      const { codeId, replaces } = code;
      const claimId = held.get(codeId);
      return {
        id: formatId('cod', codeId),
        state: stateOf(code, claimId !== undefined, at),
        claim_id: claimId ? formatId('clm', claimId) : null,
        replaces: replaces && formatId('cod', replaces),
        claimable_until: claimableUntil(code).toISOString(),
      };
    }),
  };
}

function stateOf(
  code: Pick<BoughtCode, 'deliveredAt' | 'agedMs' | 'status'>,
  isClaimed: boolean,
  at: Date,
): ClaimableOrder['codes'][number]['state'] {
  if (code.status === 'returned') return 'returned';
  if (isClaimed) return 'claimed';
  return isClaimable(code, at) ? 'claimable' : 'closed';
}
