import { InventoryMirror, type MirrorOptions } from '../follow/inventory-mirror.ts';
import type { ListInventoryQuery } from '../generated/calls.ts';
import type { Inventory, InventoryChanges, InventoryItem } from '../generated/shapes.ts';
import type { CallOptions, Send } from '../transport/send.ts';

/** A reply, and the name of its state; `value` is null if it is still the state that you named. */
export interface IfChanged<Value> {
  readonly etag: string | null;
  readonly value: Value | null;
}

export function inventory(send: Send) {
  return {
    /** Everything that you can buy, with your prices and the stock of this second. */
    list(query?: ListInventoryQuery, options?: CallOptions): Promise<Inventory> {
      return send('listInventory', { query: query ?? {} }, options);
    },
    /** The same, if it differs from the state named by `etag` of an earlier reply. */
    listIfChanged(
      etag: string | null,
      query?: ListInventoryQuery,
      options?: CallOptions,
    ): Promise<IfChanged<Inventory>> {
      return ifChanged(options, (more) =>
        send('listInventory', { query: query ?? {}, ifNoneMatch: etag ?? undefined }, more),
      );
    },
    /** One product, by its name such as `PSN-US-50`. */
    get(sku: string, options?: CallOptions): Promise<InventoryItem> {
      return send('getInventoryItem', { params: { sku } }, options);
    },
    getIfChanged(
      sku: string,
      etag: string | null,
      options?: CallOptions,
    ): Promise<IfChanged<InventoryItem>> {
      return ifChanged(options, (more) =>
        send('getInventoryItem', { params: { sku }, ifNoneMatch: etag ?? undefined }, more),
      );
    },
    /** The products that changed since a reply of `list` or `changes`, by its `cursor`. Refused with `cursor_expired` after a day. */
    changes(cursor: string, options?: CallOptions): Promise<InventoryChanges> {
      return send('listInventoryChanges', { query: { cursor } }, options);
    },
    /** A copy of the inventory that follows its changes. */
    mirror(options?: MirrorOptions): InventoryMirror {
      return new InventoryMirror(send, options);
    },
  };
}

async function ifChanged<Value>(
  options: CallOptions | undefined,
  call: (options: CallOptions) => Promise<Value>,
): Promise<IfChanged<Value>> {
  let etag: string | null = null;
  const value = await call({
    ...options,
    onReply: (reply) => {
      etag = reply.headers.get('etag');
      options?.onReply?.(reply);
    },
  });
  return { etag, value };
}
