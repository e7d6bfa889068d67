import { type CatalogSnapshot, lastPriceEntry } from '../catalog/index.ts';
import { actorTexts } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { invalidState, type Refusal } from '../kit/refusal.ts';
import { minuteOf } from '../notifications/index.ts';

const NAMED_MAX = 3;

/** The refusal that names prices which are no longer what somebody saw. */
export async function changedMeanwhile(
  tx: Tx,
  catalog: CatalogSnapshot,
  stale: readonly { readonly sku: string; readonly currency: string }[],
): Promise<Refusal> {
  const said: string[] = [];
  for (const { sku, currency } of stale.slice(0, NAMED_MAX)) {
    const product = catalog.productBySku(sku);
    const last = product && (await lastPriceEntry(tx, product.productId, currency));
    const now = product && catalog.listPrice(product.productId, currency);
    const price = now ? `${formatMoney(now.amount, currency)} ${currency} now` : 'not priced now';
    const who = last && (await actorTexts(tx, [last.actor]))(last.actor);
    said.push(
      last ? `${sku} is ${price} (${who}, ${minuteOf(last.changedAt)})` : `${sku} is ${price}`,
    );
  }
  const more = stale.length - said.length;
  const others = more > 0 ? `, and ${more} more` : '';
  const detail = `Nothing was changed. Prices were set meanwhile: ${said.join('; ')}${others}. Look at the change again.`;
  return invalidState('changed', detail);
}
