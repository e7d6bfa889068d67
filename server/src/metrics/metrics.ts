import { timingSafeEqual } from 'node:crypto';
import { Counter, Gauge, type Metric, Registry } from 'prom-client';
import type { Served } from '../kit/http/index.ts';
import { formatMoney } from '../kit/money.ts';
import type { Secret } from '../kit/secret.ts';
import { SECOND_MS } from '../kit/time.ts';
import { quotaRefusals } from '../quotas/index.ts';
import { RequestTimes } from './request-times.ts';
import { WebhookFigures } from './webhook-figures.ts';

const MICROSECONDS = 1_000_000;

/** The metrics of this process, in the text format of Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #token: Secret<string> | null;
  readonly #requests = new RequestTimes();
  readonly brokenInvariants: Gauge;
  readonly clockDoubted: Gauge;
  readonly jobFailures: Counter<'job'>;
  readonly ordersExpired: Counter<'failure'>;
  readonly webhooks: WebhookFigures;
  readonly #holds: Gauge<'currency'>;
  readonly #heldMoney: Gauge<'currency'>;
  readonly #queue: Record<'orders' | 'codes' | 'age', Gauge>;
  readonly #returned: Gauge<'currency'>;
  readonly #returnedMoney: Gauge<'currency'>;

  constructor(token: Secret<string> | null) {
    this.#token = token;
    const registers = [this.#registry];
    // Not the library's default set: its observer of every garbage collection costs each request.
    new Gauge({
      name: 'psnb2b_process_resident_memory_bytes',
      help: 'Memory of this process.',
      registers,
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
    new Gauge({
      name: 'psnb2b_process_cpu_seconds',
      help: 'CPU time that this process has used.',
      registers,
      collect() {
        const { user, system } = process.cpuUsage();
        this.set((user + system) / MICROSECONDS);
      },
    });
    this.#registry.registerMetric(this.#requests as unknown as Metric);
    this.brokenInvariants = new Gauge({
      name: 'psnb2b_invariants_broken',
      help: 'Invariants that the last check found broken.',
      registers,
    });
    this.clockDoubted = new Gauge({
      name: 'psnb2b_clock_doubted',
      help: '1 while the clock is in doubt: nothing is deleted and nothing expires.',
      registers,
    });
    this.jobFailures = new Counter({
      name: 'psnb2b_job_failures_total',
      help: 'Rounds of a background job that failed.',
      labelNames: ['job'],
      registers,
    });
    new Counter({
      name: 'psnb2b_quota_refusals_total',
      help: 'Requests that a daily quota refused, by quota.',
      labelNames: ['quota'],
      registers,
      collect() {
        this.reset();
        for (const [quota, count] of quotaRefusals()) this.inc({ quota }, count);
      },
    });
    this.ordersExpired = new Counter({
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
    this.webhooks = new WebhookFigures(this.#registry);
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

  /** Codes that were returned in the last 24 hours, by currency; `amount` in minor units. */
  setReturned(sums: readonly { currency: string; codes: number; amount: number }[]): void {
    this.#returned.reset();
    this.#returnedMoney.reset();
    for (const { currency, codes, amount } of sums) {
      this.#returned.set({ currency }, codes);
      this.#returnedMoney.set({ currency }, Number(formatMoney(amount, currency)));
    }
  }

  observeRequest({ operation, status, seconds }: Served): void {
    this.#requests.add(operation, status, seconds);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get needsToken(): boolean {
    return this.#token !== null;
  }

  /** Whether these credentials contain the token. */
  allowed(authorization: string | undefined): boolean {
    if (this.#token === null) return false;
    const wanted = Buffer.from(`Bearer ${this.#token.reveal()}`);
    const given = Buffer.from(authorization ?? '');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
