import type { OrderParts } from '../orders/index.ts';
import { buyLine } from './buy-line.ts';
import type { Sending } from './purchase.ts';
import { type ReadPurchase, readPurchase } from './read-purchase.ts';
import { recordLines } from './record-lines.ts';

/**
 * Buys the lines of a purchase that have bought nothing yet, one after another in their order, so that a balance pays for the first
 * of them that it covers. Each is bought or refused on its own. Lines that were bought before are left as they are; a key that
 * was used for other content is `idempotency_key_reused`, before anything is bought.
 *
 * If something else than a line fails (the session ends, the database is away), the rest stays open; reading the purchase shows
 * how far it got, and sending it again buys the rest.
 */
export async function sendPurchase(parts: OrderParts, sending: Sending): Promise<ReadPurchase> {
  for (const line of await recordLines(parts, sending)) await buyLine(parts, sending, line);
  const { tenant, purchaseId } = sending;
  return readPurchase(parts.database.reads, tenant, purchaseId, parts.catalog.product);
}
