import type { InventoryChangesQuery, InventoryQuery } from '@psnb2b/contract';
import { parseDenomination, parseRegion } from '../../catalog/index.ts';
import { raw } from '../../kit/http/index.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import { whenHere } from '../../kit/soon.ts';
import type { KeyEntry } from '../../partners/index.ts';
import * as stock from '../../stock/index.ts';
import { type ApiCall, onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';

const CACHING = { 'cache-control': 'private', vary: 'Authorization, Accept-Encoding' };

export function inventoryRoutes({ inventory }: Pick<Parts, 'inventory'>) {
  return onApi({
    listInventory: (call) => {
      const page = stock.listInventory(inventory, buyerOf(call.caller), filterOf(call.query));
      return whenHere(page, (here) => present(call, here));
    },
    getInventoryItem: (call) => {
      const sku = call.params.sku.toUpperCase();
      const item = stock.findInventoryItem(inventory, buyerOf(call.caller), sku);
      return whenHere(item, (here) => {
        if (!here) throw new Refusal('not_found');
        return present(call, here);
      });
    },
    listInventoryChanges: async (call) => {
      const buyer = buyerOf(call.caller);
      const body = await stock.listInventoryChanges(inventory, buyer, sinceOf(call.query), call.at);
      return raw(200, body, CACHING);
    },
  });
}

/** The cursor at which the changes begin, under either of its names. */
function sinceOf({ cursor, since }: InventoryChangesQuery): string {
  const given = cursor ?? since;
  if (given !== undefined && (cursor === undefined || since === undefined)) return given;
  const detail = 'Send cursor, the value from the last reply.';
  const code = given === undefined ? 'required' : 'unknown_member';
  throw invalid({ pointer: given === undefined ? '/cursor' : '/since', code, detail });
}

function present(call: Pick<ApiCall<'listInventory'>, 'header'>, page: stock.InventoryPage) {
  const { etag } = page;
  if (stock.matchesTag(call.header('if-none-match'), etag)) {
    return raw(304, undefined, { ...CACHING, etag });
  }
  const encoding = stock.chooseEncoding(call.header('accept-encoding'), page.bytes);
  const body = page.body(encoding);
  if (encoding === 'identity') return raw(200, body, { ...CACHING, etag });
  return raw(200, body, { ...CACHING, etag, 'content-encoding': encoding });
}

function buyerOf({ partnerId, mode, partner, tenant }: KeyEntry): stock.InventoryBuyer {
  return { partnerId, mode, currency: partner.currency, discountBps: tenant.discountBps };
}

function filterOf({
  region,
  denomination,
  in_stock: inStock,
}: InventoryQuery): stock.InventoryFilter {
  return {
    regions: region ? new Set(region.map(parseRegion)) : null,
    denominationMilli: denomination === undefined ? null : parseDenomination(denomination),
    inStock: inStock ?? false,
  };
}
