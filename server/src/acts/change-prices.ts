import {
  loadSnapshot,
  type PriceSetting,
  type PriceStep,
  planPrices,
  writePrices,
} from '../catalog/index.ts';
import { notify } from '../identity/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { refuseFileSlips } from './refuse-file-slips.ts';

/**
 * Sets the prices of a file and notifies staff who manage prices of how many changed, in one commit; admins get an e-mail,
 * because the command line needs no second person. `jumps`: SKUs of prices that are meant, although they look like slips.
 */
export async function changePrices(
  tx: Tx,
  notifier: Notifier,
  {
    rows,
    partnerCurrencies,
    jumps,
    ...cause
  }: PriceSetting & { readonly jumps: readonly string[] },
): Promise<{ changed: number; unchanged: number }> {
  // Writers of the catalogue wait for each other at this row, so the plan stays valid until the commit.
  await bumpVersion(tx, 'catalog');
  const catalog = await loadSnapshot(tx);
  const steps = planPrices(rows, catalog, partnerCurrencies);
  const paid = ({ product, currency, partnerId, from }: PriceStep) => {
    if (from !== null || partnerId === null) return from;
    return catalog.listedPrice(product, currency, catalog.priceListOf(partnerId, currency));
  };
  const prices = steps.flatMap((step) => {
    const { to: after, ...price } = step;
    return after === null ? [] : [{ ...price, before: paid(step), after }];
  });
  await refuseFileSlips(tx, catalog, { prices, jumps, column: 'list_price' });
  await writePrices(tx, steps, cause);
  const [changed, { at }] = [steps.length, cause];
  if (changed > 0) await notify(tx, 'prices.changed', 'staff', { changed, at }, notifier);
  return { changed, unchanged: rows.length - changed };
}
