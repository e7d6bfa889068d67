import type { ShopSet } from '@psnb2b/contract';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { readOperator, setShop } from '../shop/index.ts';

/** Sets who runs the shop and notifies the admins, in one commit. */
export async function changeShop(tx: Tx, given: ShopSet, by: By): Promise<void> {
  const changed = await setShop(tx, readOperator(given), by, given.version);
  if (changed.length > 0) await notify(tx, 'shop.set', 'staff', { changed, at: by.at });
}
