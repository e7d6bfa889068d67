import { Counter, Gauge, type Metric, type Registry } from 'prom-client';
import type { Backlog } from '../webhooks/index.ts';
import { AttemptTimes } from './attempt-times.ts';
import { ScrapedRead } from './scraped-read.ts';

const SECONDS = 1_000;

/**
 * The state of webhooks over all endpoints. No metric names an endpoint, because their number is unbounded, and readers of
 * metrics need not know whose they are. The console shows each.
 */
export class WebhookFigures {
  readonly #counts = new Map<string, number>();
  readonly #times = new AttemptTimes();
  readonly #backlog = new ScrapedRead<Backlog[]>([]);

  constructor(registry: Registry) {
    const registers = [registry];
    const counts = this.#counts;
    new Counter({
      name: 'psnb2b_webhook_attempts_total',
      help: 'Attempts to deliver an event, by outcome; `delivered` is success.',
      labelNames: ['outcome'],
      registers,
      // Counted in a plain map: the library makes a text of the labels at each count.
      collect() {
        this.reset();
        for (const [outcome, count] of counts) this.inc({ outcome }, count);
      },
    });
    registry.registerMetric(this.#times as unknown as Metric);
    this.#gauge(registry, 'backlog', 'Events that wait.', (all) =>
      all.reduce((sum, { waiting }) => sum + waiting, 0),
    );
    this.#gauge(registry, 'oldest_seconds', 'Age of the oldest event that waits.', (all) =>
      longest(all.map(({ oldestAt }) => oldestAt)),
    );
    this.#gauge(
      registry,
      'unread_seconds',
      'Age of the oldest event that no worker has read yet for an endpoint that answers: neither sent nor planned.',
      (all) => longest(all.map(({ unreadAt }) => unreadAt)),
    );
    this.#gauge(
      registry,
      'failing_endpoints',
      'Endpoints that have nothing but failures at present.',
      (all) => all.filter(({ failingSince }) => failingSince !== null).length,
    );
    this.#gauge(
      registry,
      'failing_seconds',
      'How long the endpoint that has failed longest has had nothing but failures.',
      (all) => longest(all.map(({ failingSince }) => failingSince)),
    );
  }

  #gauge(
    registry: Registry,
    name: string,
    help: string,
    figureOf: (all: readonly Backlog[]) => number,
  ): void {
    const read = () => this.#backlog.value();
    new Gauge({
      name: `psnb2b_webhook_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set(figureOf(await read()));
      },
    });
  }

  /** Reads the backlog, at each scrape. */
  watch(readBacklog: () => Promise<Backlog[]>): void {
    this.#backlog.watch(readBacklog);
  }

  observe(outcome: string, durationMs: number): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    this.#times.add(durationMs / SECONDS);
  }
}

/** Seconds since the earliest of some instants; 0 if there is none. */
function longest(instants: readonly (Date | null)[]): number {
  const ages = instants.map((instant) => (instant ? Date.now() - instant.getTime() : 0));
  return Math.max(0, ...ages) / SECONDS;
}
