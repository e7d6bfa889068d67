import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { accountsOf } from '../ledger/index.ts';
import { pricePaid } from './order.ts';
import { renderReturn } from './passage.ts';
import type { StoredOrder } from './store.ts';
import type { Reissue } from './withdrawn.ts';

/**
 * Locks what a return of codes of this order changes, so that of a reading and a return of one code exactly one happens. The
 * caller holds the lock of the tenant's account.
 */
export async function lockForReturn(tx: Tx, { terms }: StoredOrder, at: Date): Promise<void> {
  await tx.query('SELECT orders.lock_for_return($1, $2)', [at, terms.orderId]);
}

/**
 * Gives codes of a delivered order back, which nobody has read: their price returns to its buyer, and they are for sale again in the
 * form that the caller sealed. Their lot decides whether they really are: those of a recalled lot, and expired ones, are not. Under
 * the locks of `lockForReturn`. Returns the amount, in minor units.
 */
export async function takeCodesBack(
  tx: Tx,
  order: StoredOrder,
  codes: readonly Reissue[],
  { actor, at }: { readonly actor: string; readonly at: Date },
): Promise<number> {
  const { terms, progress, tenantId } = order;
  const accounts = await accountsOf(tx, tenantId);
  const amount = pricePaid(terms) * codes.length;
  await tx.query(
    `SELECT orders.return_codes($1, $2, $3, $4, $5::uuid[], $6::uuid[], $7::bytea[], $8, $9, $10,
                                $11)`,
    [
      at,
      tenantId,
      terms.orderId,
      actor,
      codes.map(({ codeId }) => codeId),
      codes.map(({ newId }) => newId),
      codes.map(({ sealed }) => sealed),
      accounts.available,
      accounts.refunds,
      newUuid(at.getTime()),
      renderReturn(terms, progress, amount),
    ],
  );
  return amount;
}
