import type { TenantRef } from '../kit/tenant-ref.ts';
import type { StoredOrder } from './store.ts';

const KEPT_MAX = 10_000;

/**
 * The holds that this process placed last. Nothing of a hold changes while it is pending, so its confirmation renders its texts from here
 * and saves the read of the order, which is a sixth of its time; `orders.confirm` decides under its locks whether it is still pending.
 */
export class RecentHolds {
  readonly #holds = new Map<string, StoredOrder>();

  keep(hold: StoredOrder): void {
    this.#holds.set(hold.terms.orderId, hold);
    if (this.#holds.size <= KEPT_MAX) return;
    for (const oldest of this.#holds.keys()) {
      this.#holds.delete(oldest);
      return;
    }
  }

  /** Returns the hold as it was placed, once, and null if it is unknown here or belongs to another tenant. */
  take({ tenantId }: TenantRef, orderId: string): StoredOrder | null {
    const hold = this.#holds.get(orderId);
    if (hold?.tenantId !== tenantId) return null;
    this.#holds.delete(orderId);
    return hold;
  }
}
