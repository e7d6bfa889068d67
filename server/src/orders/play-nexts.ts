import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { accountsOf } from '../ledger/index.ts';
import { findTenant } from '../partners/index.ts';
import { settleOrder } from './end-order.ts';
import type { Next } from './member.ts';
import type { OrderParts } from './parts.ts';
import { renderFailure } from './passage.ts';
import { findOrder, type StoredOrder } from './store.ts';

const PER_ROUND_MAX = 100;

interface Due {
  readonly orderId: string;
  readonly tenantId: number;
  readonly outcome: Next['outcome'];
}

/**
 * Delivers or fails the test orders whose script is due, each in a commit of its own. One that was cancelled meanwhile is left
 * as it is. Safe to run twice and concurrently. Only those of `tenantId` if it is given. Returns how many orders it looked at.
 */
export async function playNexts(
  { database, clock, catalog }: Pick<OrderParts, 'database' | 'clock' | 'catalog'>,
  { tenantId = null }: { readonly tenantId?: number | null } = {},
): Promise<number> {
  const { rows: due } = await database.reads.query<Due>(
    `SELECT order_id AS "orderId", tenant_id AS "tenantId", outcome FROM orders.nexts
      WHERE due_at <= $1 AND ($2::int IS NULL OR tenant_id = $2) ORDER BY due_at LIMIT ${PER_ROUND_MAX}`,
    [clock.now(), tenantId],
  );
  for (const next of due) {
    await database.transaction(async (tx) => {
      const tenant = await findTenant(tx, next.tenantId);
      const order =
        tenant?.mode === 'test' && (await findOrder(tx, tenant, next.orderId, catalog.product));
      const at = clock.now();
      if (order && next.outcome === 'deliver') {
        await settleOrder(tx, order, at, catalog.product);
      }
      if (order && next.outcome === 'fail') await failPaid(tx, order, at);
      await tx.query('DELETE FROM orders.nexts WHERE order_id = $1', [next.orderId]);
    });
  }
  return due.length;
}

/** Fails a paid order whose codes do not come; everything on hold is released in the same commit. */
async function failPaid(tx: Tx, order: StoredOrder, at: Date): Promise<void> {
  const { tenantId, shelfId, terms, progress } = order;
  if (progress.status !== 'paid') return;
  const { available, held } = await accountsOf(tx, tenantId);
  await tx.query('SELECT orders.fail_paid($1, $2, $3, $4, $5, $6, $7, $8)', [
    ...[at, terms.orderId, tenantId, shelfId, available, held],
    ...[newUuid(at.getTime()), renderFailure(terms, progress, at, 'upstream_failed')],
  ]);
}
