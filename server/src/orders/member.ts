import type { Refusal } from '../kit/refusal.ts';
import type { Terms } from './order.ts';
import type { Placement } from './passage.ts';

/** How an order gets its money: now (or held for a person's approval), or by a later deposit. */
export type Settlement = 'balance' | 'invoice';

/** One order on its way into a batch. Money in minor units. */
export interface Member {
  readonly tenantId: number;
  readonly accounts: { readonly available: number; readonly held: number; readonly sales: number };
  readonly key: string | null;
  readonly fingerprint: string | null;
  /** What the catalogue decided against it; told only after a replay is ruled out. */
  readonly verdict: Refusal | null;
  readonly product: { readonly productId: number; readonly shelfId: number } | null;
  readonly settlement: Settlement;
  readonly invoiceLimit: number;
  /** An order that goes above it together with those of the window before waits for a person; null: none does. */
  readonly approval: { readonly limit: number; readonly windowMs: number } | null;
  /** Falling under it is an event; null: never. */
  readonly lowBalance: number | null;
  readonly payWithinMs: number;
  readonly apiKeyId: string | null;
  readonly cap: {
    readonly group: string;
    readonly spend: number | null;
    readonly quantity: number | null;
  } | null;
  readonly terms: Omit<Terms, 'orderId'>;
}

/** A member at the instant of its batch. */
export interface Entry extends Member {
  readonly orderId: string;
  readonly eventIds: readonly [string, string, string];
  readonly placement: Placement;
}

export type Outcome =
  | 'delivered'
  | 'pending'
  | 'replayed'
  | 'idempotency_key_reused'
  | 'reference_in_use'
  | 'verdict'
  | 'limit_reached'
  | 'insufficient_balance'
  | 'key_cap_reached'
  | 'out_of_stock';

export interface Placed {
  readonly outcome: Outcome;
  /** The order that a replay or a reference points to. */
  readonly orderId: string | null;
  readonly figure: number | null;
  readonly entry: Entry;
}
