import { type InventoryChangesQuery, type InventoryQuery, operations } from '@psnb2b/contract';
import { parseDenomination, parseRegion } from '../../catalog/index.ts';
import { type Call, type Route, raw } from '../../kit/http/index.ts';
import { invalid } from '../../kit/refusal.ts';
import { type KeyEntry, keyRoute } from '../../partners/index.ts';
import {
  chooseEncoding,
  type Inventory,
  type InventoryBuyer,
  type InventoryFilter,
  listInventory,
  listInventoryChanges,
  matchesTag,
  type Page,
} from '../../stock/index.ts';

const CACHING = { 'cache-control': 'private', vary: 'Authorization, Accept-Encoding' };

type InventoryCall = Call<KeyEntry, typeof operations.listInventory>;

export function inventoryRoutes({ inventory }: { inventory: Inventory }): Route<KeyEntry>[] {
  return [
    keyRoute(operations.listInventory, (call) => {
      const page = listInventory(inventory, buyerOf(call.caller), filterOf(call.query));
      return page instanceof Promise
        ? page.then((late) => present(call, late))
        : present(call, page);
    }),
    keyRoute(operations.listInventoryChanges, async (call) => {
      const buyer = buyerOf(call.caller);
      const body = await listInventoryChanges(inventory, buyer, sinceOf(call.query), call.at);
      return raw(200, body, CACHING);
    }),
  ];
}

/** The cursor at which the changes begin, under either of its names. */
function sinceOf({ cursor, since }: InventoryChangesQuery): string {
  const given = cursor ?? since;
  if (given !== undefined && (cursor === undefined || since === undefined)) return given;
  const detail = 'Send cursor, the value from the last reply.';
  const code = given === undefined ? 'required' : 'unknown_member';
  throw invalid({ pointer: given === undefined ? '/cursor' : '/since', code, detail });
}

function present(call: InventoryCall, page: Page) {
  const { etag } = page;
  if (matchesTag(call.header('if-none-match'), etag)) {
    return raw(304, undefined, { ...CACHING, etag });
  }
  const encoding = chooseEncoding(call.header('accept-encoding'), page.bytes);
  const body = page.body(encoding);
  if (encoding === 'identity') return raw(200, body, { ...CACHING, etag });
  return raw(200, body, { ...CACHING, etag, 'content-encoding': encoding });
}

function buyerOf({ partnerId, mode, partner, tenant }: KeyEntry): InventoryBuyer {
  return { partnerId, mode, currency: partner.currency, discountBps: tenant.discountBps };
}

function filterOf({ region, denomination, in_stock: inStock }: InventoryQuery): InventoryFilter {
  return {
    regions: region ? new Set(region.map(parseRegion)) : null,
    denominationMilli: denomination === undefined ? null : parseDenomination(denomination),
    inStock: inStock ?? false,
  };
}
