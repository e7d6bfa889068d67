import { ApiError, type CallFacts, ConnectionError, PsnB2bError, TimeoutError } from '../errors.ts';
import type { ListOrdersQuery } from '../generated/calls.ts';
import type { Order, OrderCreate } from '../generated/shapes.ts';
import type { List } from '../list.ts';
import { pause } from '../transport/retry.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { listOf } from './list-of.ts';

export interface WaitOptions extends CallOptions {
  /** How long to wait for the final state, in milliseconds; 10 minutes by default. */
  readonly waitMs?: number | undefined;
  /** How often to look, in milliseconds; every 2 seconds by default, and less often the longer it lasts. */
  readonly pollMs?: number | undefined;
}

/** An order that is not a hold. */
export type PurchaseCreate = Omit<OrderCreate, 'payment' | 'hold_seconds'> & {
  payment?: 'balance' | 'invoice' | undefined;
};

const WAIT_MS = 600_000;
const POLL_MS = 2_000;
const SLOWEST_POLL_MS = 30_000;

export function orders(send: Send) {
  const api = {
    /** Places an order. Most are `delivered` in the reply; `pending` waits for codes, money or an approval. */
    create(body: OrderCreate, options?: CallOptions): Promise<Order> {
      return send('createOrder', { body }, options);
    },
    /**
     * Places an order and waits for its final state. Returns the order, `delivered` or `failed`: look at `status`. If it
     * lasts longer than `waitMs`, throws a `TimeoutError`; the same call with the same `idempotencyKey` waits on. An `ApiError`
     * says that the order was refused. Whatever breaks after it was accepted is a `ConnectionError` with `orderId`.
     */
    async createAndWait(body: PurchaseCreate, options: WaitOptions = {}): Promise<Order> {
      if ((body.payment as string | undefined) === 'hold') {
        throw new PsnB2bError(
          'A hold waits for you, so it is never final by itself: use holds.create.',
        );
      }
      let idempotencyKey = options.idempotencyKey;
      idempotencyKey ??= crypto.randomUUID();
      const order = await api.create(body, { ...options, idempotencyKey });
      try {
        return await api.wait(order, { ...options, idempotencyKey });
      } catch (error) {
        throw acceptedThen(order.id, error, idempotencyKey);
      }
    },
    /**
     * Waits until an order is `delivered` or `failed`, and returns it. If it lasts longer than `waitMs`, throws a `TimeoutError`; a fault that is
     * longer than the retries of one call is thrown as well. Wait again then: nothing is ordered by it.
     */
    async wait(order: Order, options: WaitOptions = {}): Promise<Order> {
      const { waitMs = WAIT_MS, pollMs = POLL_MS, idempotencyKey = null, ...call } = options;
      const until = performance.now() + waitMs;
      let now = order;
      for (let polls = 0; !isFinal(now); polls += 1) {
        const left = until - performance.now();
        if (left <= 0) {
          const detail = `${order.id} is still ${now.status} after ${waitMs} ms`;
          const facts = { call: 'POST /orders', attempts: polls, idempotencyKey };
          throw new TimeoutError({ reason: 'timeout', detail, orderId: order.id }, facts);
        }
        await pause(
          Math.min(left, pollMs * 1.2 ** polls, Math.max(pollMs, SLOWEST_POLL_MS)),
          options.signal,
        );
        now = await api.get(order.id, { ...call, onReply: undefined });
      }
      return now;
    },
    /** Your orders, newest first. */
    list(query?: ListOrdersQuery, options?: CallOptions): List<Order> {
      return listOf(send, 'listOrders', { query: query ?? {} }, options);
    },
    get(orderId: string, options?: CallOptions): Promise<Order> {
      return send('getOrder', { params: { order_id: orderId } }, options);
    },
    /** The order with your own number; null if there is none. */
    async byReference(reference: string, options?: CallOptions): Promise<Order | null> {
      const page = await api.list({ reference }, options);
      return page.data[0] ?? null;
    },
    /** Pays a hold and delivers its codes. */
    confirm(orderId: string, options?: CallOptions): Promise<Order> {
      return send('confirmOrder', { params: { order_id: orderId } }, options);
    },
    /** Ends an order that is `pending`. */
    cancel(orderId: string, options?: CallOptions): Promise<Order> {
      return send('cancelOrder', { params: { order_id: orderId } }, options);
    },
    /** Returns codes that nobody has read, by their ids: all of them, or none. */
    returnCodes(
      orderId: string,
      codeIds: readonly string[],
      options?: CallOptions,
    ): Promise<Order> {
      const given = { params: { order_id: orderId }, body: { codes: [...codeIds] } };
      return send('returnCodes', given, options);
    },
  };
  return api;
}

/** Holds: codes, price and money are reserved until you confirm or cancel. */
export function holds(send: Send) {
  const { confirm, cancel } = orders(send);
  return {
    /** Reserves codes, for `hold_seconds` (15 minutes by default). `expires_at` says until when you can confirm. */
    create(
      body: Omit<OrderCreate, 'payment' | 'fill' | 'wait_seconds'>,
      options?: CallOptions,
    ): Promise<Order> {
      return send('createOrder', { body: { ...body, payment: 'hold' } }, options);
    },
    /** Pays the hold at the price of its placement and delivers its codes. Again: returns the same order. */
    confirm,
    /** Releases codes and money. */
    cancel,
  };
}

/** Returns the error of a read as one of the order that was placed before it: it must not look like a refusal of the order. */
function acceptedThen(orderId: string, error: unknown, idempotencyKey: string): unknown {
  const isRefused = error instanceof ApiError;
  if (!isRefused && !(error instanceof ConnectionError)) return error;
  if (!isRefused && error.orderId !== null) return error;
  const detail = `the state of ${orderId} could not be read: ${error.message.replace(/\.$/, '')}`;
  const facts: CallFacts = { call: 'POST /orders', attempts: error.attempts, idempotencyKey };
  const fault = {
    reason: isRefused ? ('refused' as const) : error.reason,
    ...(error.status !== null && { status: error.status }),
    ...{ detail, orderId, cause: error },
  };
  return fault.reason === 'timeout'
    ? new TimeoutError(fault, facts)
    : new ConnectionError(fault, facts);
}

function isFinal({ status }: Order): boolean {
  return status === 'delivered' || status === 'failed';
}
