import { lineRefusals } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { requestFingerprint } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { plainOf, Refusal } from '../kit/refusal.ts';
import { type OrderParts, placeAlone, placeOrder } from '../orders/index.ts';
import { findBuyer } from '../partners/index.ts';
import { type OpenLine, orderOf, type Sending } from './purchase.ts';
import type { NotedRefusal } from './read-purchase.ts';

/** What people buy is bounded by money, stock and a quota of lines; the limits of orders per minute are those of keys. */
const NO_LIMIT = { takeOrder: () => {}, giveBackOrder: () => {}, headers: () => ({}) };

/** Somebody else who sent the same purchase has bought the line meanwhile. */
class BoughtBefore extends Error {}

/**
 * Places the order of one line, unless it was placed before. A refusal that the same order would meet by API is noted at the line;
 * every other failure ends the purchase here, and what was bought before stays bought.
 */
export async function buyLine(parts: OrderParts, sending: Sending, open: OpenLine): Promise<void> {
  const { tenant, purchaseId, partnerId, userId, by } = sending;
  const { tenantId } = tenant;
  const buyer = await findBuyer(parts.database.reads, partnerId, tenant.mode);
  const place = [tenantId, purchaseId, open.line] as const;
  const batches = placeAlone(parts, {
    userId,
    before: async (tx) => {
      const { rows } = await tx.query<{ order_id: string | null }>(
        `SELECT order_id FROM purchases.lines
          WHERE tenant_id = $1 AND purchase_id = $2 AND line = $3 FOR UPDATE`,
        place,
        'purchases.lock_line',
      );
      if (rows[0]?.order_id !== null) throw new BoughtBefore('bought meanwhile');
    },
    placed: async (tx, { entry: { orderId, terms } }, at) => {
      await tx.query(
        `UPDATE purchases.lines SET order_id = $4, refusal = NULL
          WHERE tenant_id = $1 AND purchase_id = $2 AND line = $3`,
        [...place, orderId],
        'purchases.bought',
      );
      await recordAudit(tx, {
        ...by,
        at,
        tenantId,
        action: 'order.placed',
        subject: formatId('ord', orderId),
        detail: {
          purchase: formatId('pur', purchaseId),
          sku: terms.sku,
          quantity: terms.quantity,
          total: terms.total,
          currency: terms.currency,
        },
      });
    },
  });
  try {
    const order = orderOf(open);
    await placeOrder({ ...parts, batches }, buyer, order, keyOf(sending, open), NO_LIMIT);
  } catch (error) {
    if (error instanceof BoughtBefore) return;
    if (!(error instanceof Refusal) || !isOfLine(error)) throw error;
    const refusal: NotedRefusal = { ...plainOf(error), requestId: by.requestId };
    await parts.database.transaction((tx) => note(tx, place, refusal));
  }
}

/** The idempotency key of the order: a key of the API cannot look like it by accident. */
function keyOf({ purchaseId }: Sending, { key, asked }: OpenLine) {
  const path = `/purchases/${formatId('pur', purchaseId)}/lines`;
  const fingerprint = requestFingerprint('POST', { path, query: {} }, asked);
  return { key: `${formatId('pur', purchaseId)}/${key}`, fingerprint };
}

function isOfLine({ code }: Refusal): boolean {
  return (lineRefusals as readonly string[]).includes(code);
}

async function note(
  tx: Tx,
  place: readonly [tenantId: number, purchaseId: string, line: number],
  refusal: NotedRefusal,
): Promise<void> {
  await tx.query(
    `UPDATE purchases.lines SET refusal = $4
      WHERE tenant_id = $1 AND purchase_id = $2 AND line = $3 AND order_id IS NULL`,
    [...place, JSON.stringify(refusal)],
    'purchases.refused',
  );
}
