import { type PriceSetting, setPrices } from '../catalog/index.ts';
import { notify } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';

/**
 * Sets the prices of a file and notifies staff who manage prices of how many changed, in one commit; admins get an e-mail,
 * because the command line needs no second person.
 */
export async function changePrices(
  tx: Tx,
  notifier: Notifier,
  setting: PriceSetting,
): Promise<{ changed: number; unchanged: number }> {
  const outcome = await setPrices(tx, setting);
  if (outcome.changed === 0) return outcome;
  const { at } = setting;
  await notify(tx, 'prices.changed', 'staff', { changed: outcome.changed, at }, notifier);
  return outcome;
}
