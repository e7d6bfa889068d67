import { raw } from '../../kit/http/index.ts';
import { tenantOf } from '../../partners/index.ts';
import { chooseEncoding, listInventory } from '../../stock/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

const EVERYTHING = { regions: null, denominationMilli: null, inStock: false } as const;

/** What a business can buy at its prices, the same as in the partner API. */
export function inventoryRoutes({ database, inventory }: Parts) {
  return onPortal({
    listInventory: async ({ caller, query: { mode = 'live' }, header }) => {
      const { partnerId } = caller;
      const { currency, discountBps } = await tenantOf(database.reads, partnerId, mode);
      const buyer = { partnerId, mode, currency, discountBps };
      const page = await listInventory(inventory, buyer, EVERYTHING);
      const encoding = chooseEncoding(header('accept-encoding'), page.bytes);
      const body = page.body(encoding);
      if (encoding === 'identity') return raw(200, body);
      return raw(200, body, { 'content-encoding': encoding, vary: 'Accept-Encoding' });
    },
  });
}
