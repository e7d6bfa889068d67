import { Counter, Gauge, type Registry } from 'prom-client';
import { formatMoney } from '../kit/money.ts';
import { SECOND_MS } from '../kit/time.ts';

/** What waits of the orders, how it ended, and what came back. */
export class OrderFigures {
  readonly expired: Counter<'failure'>;
  readonly #holds: Gauge<'currency'>;
  readonly #heldMoney: Gauge<'currency'>;
  readonly #queue: Record<'orders' | 'codes' | 'age', Gauge>;
  readonly #approvals: Record<'waiting' | 'age', Gauge>;
  readonly #failed: Gauge<'failure'>;
  readonly #returned: Gauge<'currency'>;
  readonly #returnedMoney: Gauge<'currency'>;
  readonly #ended: Gauge<'outcome'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.expired = new Counter({
      name: 'psnb2b_orders_expired_total',
      help: 'Orders that were not paid, confirmed or filled in time, by their failure.',
      labelNames: ['failure'],
      registers,
    });
    this.#holds = new Gauge({
      name: 'psnb2b_holds_open',
      help: 'Holds that wait for their confirmation.',
      labelNames: ['currency'],
      registers,
    });
    this.#heldMoney = new Gauge({
      name: 'psnb2b_holds_value',
      help: 'What open holds will cost when they are confirmed, in units of the currency.',
      labelNames: ['currency'],
      registers,
    });
    const queueGauge = (name: string, help: string) =>
      new Gauge({ name: `psnb2b_queue_${name}`, help, registers });
    this.#queue = {
      orders: queueGauge('orders', 'Orders that wait for their codes.'),
      codes: queueGauge('codes', 'Codes that orders wait for.'),
      age: queueGauge(
        'age_seconds',
        'How long the oldest of these orders has waited; 0 if none waits.',
      ),
    };
    this.#approvals = {
      waiting: new Gauge({
        name: 'psnb2b_approvals_waiting',
        help: 'Live orders that wait for an approval of staff.',
        registers,
      }),
      age: new Gauge({
        name: 'psnb2b_approvals_age_seconds',
        help: 'How long the oldest of these orders has waited; 0 if none waits.',
        registers,
      }),
    };
    this.#failed = new Gauge({
      name: 'psnb2b_orders_failed_day',
      help: 'Live orders that failed in the last 24 hours, by their failure.',
      labelNames: ['failure'],
      registers,
    });
    this.#returned = new Gauge({
      name: 'psnb2b_codes_returned_day',
      help: 'Codes that partners returned unread in the last 24 hours.',
      labelNames: ['currency'],
      registers,
    });
    this.#returnedMoney = new Gauge({
      name: 'psnb2b_returns_value_day',
      help: 'What was refunded for them, in units of the currency.',
      labelNames: ['currency'],
      registers,
    });
    this.#ended = new Gauge({
      name: 'psnb2b_holds_ended_day',
      help: 'Holds placed in the last 24 hours that have ended, by outcome: `confirmed`, or the failure of the order.',
      labelNames: ['outcome'],
      registers,
    });
  }

  /** Holds of the last 24 hours that have ended. */
  setEndedHolds(ended: readonly { outcome: string; holds: number }[]): void {
    this.#ended.reset();
    for (const { outcome, holds } of ended) this.#ended.set({ outcome }, holds);
  }

  /** Holds that are open now, by currency; `total` in minor units. */
  setHolds(open: readonly { currency: string; holds: number; total: number }[]): void {
    this.#holds.reset();
    this.#heldMoney.reset();
    for (const { currency, holds, total } of open) {
      this.#holds.set({ currency }, holds);
      this.#heldMoney.set({ currency }, Number(formatMoney(total, currency)));
    }
  }

  /** Orders that wait for their codes now. */
  setQueue(
    { orders, codes, oldestAt }: { orders: number; codes: number; oldestAt: Date | null },
    at: Date,
  ): void {
    this.#queue.orders.set(orders);
    this.#queue.codes.set(codes);
    this.#queue.age.set(oldestAt ? (at.getTime() - oldestAt.getTime()) / SECOND_MS : 0);
  }

  /** Orders that wait for an approval now. */
  setApprovals({ orders, oldestAt }: { orders: number; oldestAt: Date | null }, at: Date): void {
    this.#approvals.waiting.set(orders);
    this.#approvals.age.set(oldestAt ? (at.getTime() - oldestAt.getTime()) / SECOND_MS : 0);
  }

  /** Orders that failed in the last 24 hours. */
  setFailed(failed: readonly { failure: string; orders: number }[]): void {
    this.#failed.reset();
    for (const { failure, orders } of failed) this.#failed.set({ failure }, orders);
  }

  /** Codes that were returned in the last 24 hours, by currency; `amount` in minor units. */
  setReturned(sums: readonly { currency: string; codes: number; amount: number }[]): void {
    this.#returned.reset();
    this.#returnedMoney.reset();
    for (const { currency, codes, amount } of sums) {
      this.#returned.set({ currency }, codes);
      this.#returnedMoney.set({ currency }, Number(formatMoney(amount, currency)));
    }
  }
}
