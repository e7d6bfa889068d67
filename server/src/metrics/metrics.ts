import { timingSafeEqual } from 'node:crypto';
import { Counter, Gauge, type Metric, Registry } from 'prom-client';
import type { Served } from '../kit/http/index.ts';
import type { Secret } from '../kit/secret.ts';
import { quotaRefusals } from '../quotas/index.ts';
import { DepositFigures } from './deposit-figures.ts';
import { DocumentFigures } from './document-figures.ts';
import { MachineFigures } from './machine-figures.ts';
import { OrderFigures } from './order-figures.ts';
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
  readonly backupAge: Gauge;
  readonly incidentsOpen: Gauge;
  readonly jobFailures: Counter<'job'>;
  readonly deposits: DepositFigures;
  readonly documents: DocumentFigures;
  readonly alerts: Counter<'kind' | 'outcome'>;
  readonly limitsAlone: Counter;
  readonly standbyRequests: Counter<'outcome'>;
  readonly requestLogLines: Counter<'outcome'>;
  readonly traceSpans: Counter<'outcome'>;
  readonly orders: OrderFigures;
  readonly webhooks: WebhookFigures;
  readonly machine: MachineFigures;

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
    this.backupAge = new Gauge({
      name: 'psnb2b_backup_age_seconds',
      help: 'How old the newest whole backup is; absent while there is none.',
      registers,
    });
    this.backupAge.remove();
    this.incidentsOpen = new Gauge({
      name: 'psnb2b_incidents_open',
      help: 'Incidents of the status page that nobody has resolved yet.',
      registers,
    });
    this.jobFailures = new Counter({
      name: 'psnb2b_job_failures_total',
      help: 'Rounds of a background job that failed.',
      labelNames: ['job'],
      registers,
    });
    this.alerts = new Counter({
      name: 'psnb2b_alerts_total',
      help: 'Warnings of people by alerts that came true: sent by this process, or failed and tried again.',
      labelNames: ['kind', 'outcome'],
      registers,
    });
    this.requestLogLines = new Counter({
      name: 'psnb2b_request_log_lines_total',
      help: 'Calls for the request log: written, or dropped because the database did not keep up.',
      labelNames: ['outcome'],
      registers,
    });
    this.traceSpans = new Counter({
      name: 'psnb2b_trace_spans_total',
      help: 'Spans of traces: sent, dropped because too many waited, or failed because the collector did not take them.',
      labelNames: ['outcome'],
      registers,
    });
    this.standbyRequests = new Counter({
      name: 'psnb2b_standby_requests_total',
      help: 'Requests that a standby may serve, by whether it did: standby, or the primary because the standby was behind or away, failed half-way (moved), or cannot have what was read (missing).',
      labelNames: ['outcome'],
      registers,
    });
    this.limitsAlone = new Counter({
      name: 'psnb2b_limits_alone_total',
      help: 'Times that this process began to count request limits alone because the database did not answer.',
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
    this.machine = new MachineFigures(this.#registry);
    this.deposits = new DepositFigures(this.#registry);
    this.documents = new DocumentFigures(this.#registry);
    this.orders = new OrderFigures(this.#registry);
    this.webhooks = new WebhookFigures(this.#registry);
  }

  /** How many processes serve this database. */
  watchNodes(count: () => number): void {
    this.#watch('psnb2b_api_nodes', 'Processes that serve the API on this database.', count);
  }

  /** By how much the standby is behind; absent without one. */
  watchStandby(behindBytes: () => Promise<number | null>): void {
    new Gauge({
      name: 'psnb2b_standby_behind_bytes',
      help: 'How much of the log the standby has not replayed yet; absent while none can be read.',
      registers: [this.#registry],
      async collect() {
        const bytes = await behindBytes();
        if (bytes === null) this.remove();
        else this.set(bytes);
      },
    });
  }

  /** How many streams notify open pages of what has changed. */
  watchStreams(count: () => number): void {
    const help = 'Open streams that notify pages of the web apps of what has changed.';
    this.#watch('psnb2b_live_streams', help, count);
  }

  #watch(name: string, help: string, count: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(count());
      },
    });
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
