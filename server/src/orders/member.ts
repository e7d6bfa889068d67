import type { Refusal } from '../kit/refusal.ts';
import type { Terms } from './order.ts';
import type { Placement } from './passage.ts';

/**
 * How an order is settled: paid now (or on hold for an approval), by a later deposit, or on hold until it is confirmed. `available`
 * and `wait` are paid now as well: the first takes as many codes as there are, the second waits on hold if there are too few.
 * `approval` waits on hold whatever the limit of its partner is; only a script of test mode asks for it.
 */
export type Settlement = 'balance' | 'available' | 'wait' | 'invoice' | 'hold' | 'approval';

/** What happens to a test order some seconds after it was placed: its codes come, or fail to come. */
export interface Next {
  readonly outcome: 'deliver' | 'fail';
  /** Whether it is `paid` until then; otherwise it stays `pending`. */
  readonly paid: boolean;
}

/** An order as a member of a batch. Money in minor units. */
export interface Member {
  readonly tenantId: number;
  readonly accounts: { readonly available: number; readonly held: number; readonly sales: number };
  readonly key: string | null;
  readonly fingerprint: string | null;
  /** The catalogue's refusal; it applies only after a replay is ruled out. */
  readonly verdict: Refusal | null;
  readonly product: { readonly productId: number; readonly shelfId: number } | null;
  readonly settlement: Settlement;
  readonly invoiceLimit: number;
  /** If the order together with earlier ones of the approval window exceeds it, it waits for an approval; null: never. */
  readonly approval: { readonly limit: number; readonly windowMs: number } | null;
  /** A balance that falls below it emits an event; null: never. */
  readonly lowBalance: number | null;
  /** How long it waits for its money, its confirmation or its codes, in milliseconds; null: it does not, or without end. */
  readonly waitMs: number | null;
  /** How many holds of its tenant may be open. */
  readonly holdsOpenMax: number;
  readonly apiKeyId: string | null;
  /** The person who buys it; null: a key places it. */
  readonly userId: string | null;
  readonly cap: {
    readonly group: string;
    readonly spend: number | null;
    readonly quantity: number | null;
  } | null;
  /** Null for all live orders, and for test orders without a script. */
  readonly next: Next | null;
  readonly terms: Omit<Terms, 'orderId'>;
}

/** A member with all that no instant changes: made while it waits, so that little is left to do when its batch's turn comes. */
export interface Draft extends Member {
  /** What it has in each column of orders.place, as elements of array literals. */
  readonly elements: readonly string[];
  /** A part of the order's text. */
  readonly sold: string;
  /** The same as an element of an array literal. */
  readonly soldElement: string;
}

/** An order at the instant of its batch. */
export interface Entry extends Draft {
  readonly orderId: string;
  readonly eventIds: readonly [string, string, string];
  readonly placement: Placement;
}

export type Outcome =
  | 'delivered'
  | 'pending'
  /** Of test mode: its codes are to come. */
  | 'paid'
  | 'replayed'
  | 'idempotency_key_reused'
  | 'reference_in_use'
  | 'verdict'
  | 'limit_reached'
  | 'too_many_holds'
  | 'needs_approval'
  | 'insufficient_balance'
  | 'key_cap_reached'
  /** Fewer codes than it wants are there; it takes as many if it is placed for them. */
  | 'short'
  | 'out_of_stock';

/** Places orders: many in a batch (`OrderBatches`), or one alone (`placeAlone`). */
export interface Placing {
  /** Resolves after the order's commit. */
  place(member: Member): Promise<Placed>;
}

export interface Placed {
  readonly outcome: Outcome;
  /** The order that a replay or a reference refers to. */
  readonly orderId: string | null;
  readonly figure: number | null;
  readonly entry: Entry;
}
