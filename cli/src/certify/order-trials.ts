import type { CheckId } from './checks.ts';

/** A POST /orders as it came. */
export interface OrderSeen {
  /** Its Idempotency-Key; null without one. */
  readonly key: string | null;
  /** The same text for the same JSON value. */
  readonly body: string;
  readonly hasPriceLimit: boolean;
  /** Milliseconds of a monotonic clock. */
  readonly at: number;
}

/** What to do with a request: pass it on, or spoil its outcome as a bad day does. */
export type Spoil = 'none' | 'cut' | 'unknown' | 'limit' | 'price';

export interface Finding {
  readonly id: CheckId;
  readonly passed: boolean;
  readonly detail: string;
}

export interface Decision {
  readonly spoil: Spoil;
  readonly findings: readonly Finding[];
}

const SPOILS = {
  'lost-reply': 'cut',
  'rate-limit': 'limit',
  'unknown-outcome': 'unknown',
  'price-change': 'price',
} as const satisfies Partial<Record<CheckId, Spoil>>;
type Trial = keyof typeof SPOILS;

/** The wait that a spoiled request asks for, in seconds. */
export const RETRY_AFTER_S = 2;
/** Timers and networks are not exact. */
const SLACK_MS = 100;
/** Who has not insisted for so long has accepted the new price. */
const PRICE_QUIET_MS = 5_000;

/**
 * Tries a program's orders, one trial after the other. Each begins with an order that is new; what the program does next decides it. Pure: the
 * caller forwards and spoils.
 */
export function orderTrials(wanted: readonly CheckId[]) {
  const waiting = (Object.keys(SPOILS) as Trial[]).filter((id) => wanted.includes(id));
  const keys = new Set<string>();
  let running: { readonly id: Trial; readonly order: OrderSeen } | null = null;

  return {
    /** Decides what happens to an order, and what it shows. */
    next(order: OrderSeen): Decision {
      const findings: Finding[] = [];
      if (running !== null) {
        const finding = judge(running.id, running.order, order);
        if (finding === null) return { spoil: 'none', findings };
        findings.push(finding);
        running = null;
        if (order.key !== null) keys.add(order.key);
        return { spoil: 'none', findings };
      }
      if (order.key !== null && keys.has(order.key)) return { spoil: 'none', findings };
      if (order.key !== null) keys.add(order.key);
      for (let id = waiting[0]; id !== undefined; id = waiting[0]) {
        waiting.shift();
        const fault = faultOf(id, order);
        if (fault === null) {
          running = { id, order };
          return { spoil: SPOILS[id], findings };
        }
        findings.push({ id, passed: false, detail: fault });
      }
      return { spoil: 'none', findings };
    },
    /** The spoiled order did not succeed by itself, so that nothing was tried: the trial begins again. */
    undo(): void {
      if (running === null) return;
      waiting.unshift(running.id);
      if (running.order.key !== null) keys.delete(running.order.key);
      running = null;
    },
    /** What the passing of time shows. */
    settle(now: number): Finding[] {
      if (running?.id !== 'price-change' || now - running.order.at < PRICE_QUIET_MS) return [];
      running = null;
      const detail = 'After 409 price_changed it did not insist on the old price.';
      return [{ id: 'price-change', passed: true, detail }];
    },
  };
}

/** Why a trial cannot begin with this order; null if it can. */
function faultOf(id: Trial, order: OrderSeen): string | null {
  if (order.key === null)
    return 'An order came without an Idempotency-Key: after a lost reply nothing could be repeated safely.';
  if (id === 'price-change' && !order.hasPriceLimit)
    return 'An order came without max_unit_price: it would be placed at any price.';
  return null;
}

/** What the order after a spoiled one shows; null if it is another order. */
function judge(id: Trial, spoiled: OrderSeen, order: OrderSeen): Finding | null {
  const [sameKey, sameBody] = [order.key === spoiled.key, order.body === spoiled.body];
  if (!sameKey && !sameBody && id !== 'price-change') return null;
  const finding = (passed: boolean, detail: string) => ({ id, passed, detail });
  if (id === 'price-change') {
    if (sameBody) return finding(false, 'After 409 price_changed it sent the same order again.');
    return finding(true, 'After 409 price_changed it sent another order.');
  }
  const waitedMs = Math.round(order.at - spoiled.at);
  if (id === 'rate-limit' && waitedMs < RETRY_AFTER_S * 1_000 - SLACK_MS) {
    return finding(
      false,
      `After 429 with Retry-After: ${RETRY_AFTER_S} it asked again after ${waitedMs} ms.`,
    );
  }
  if (!sameKey)
    return finding(
      false,
      'It repeated the order with another Idempotency-Key: with a real loss it buys twice.',
    );
  if (!sameBody)
    return finding(
      false,
      'It repeated the order with the same key and another body, which the shop refuses.',
    );
  return finding(true, `It repeated the order with its key after ${waitedMs} ms.`);
}
