import { setTimeout as delay } from 'node:timers/promises';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { formatId } from './kit/ids.ts';
import type { Backlog } from './webhooks/index.ts';

const SECONDS = 1_000;
const READ_MS = 500;

/** How webhooks are doing, by endpoint: a dead one shows by its age, its failures and its success rate. */
export class WebhookFigures {
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #seconds: Histogram;
  #readBacklog: (() => Promise<Backlog[]>) | undefined;
  #reading: Promise<Backlog[]> | undefined;
  #last: Backlog[] = [];

  constructor(registry: Registry) {
    const registers = [registry];
    const counts = this.#counts;
    new Counter({
      name: 'psnb2b_webhook_attempts_total',
      help: 'Attempts to deliver an event, by endpoint and outcome; `delivered` is success.',
      labelNames: ['endpoint', 'outcome'],
      registers,
      // Counted in plain maps: the library makes a text of the labels at each count.
      collect() {
        this.reset();
        for (const [endpointId, outcomes] of counts) {
          const endpoint = formatId('whe', endpointId);
          for (const [outcome, count] of outcomes) this.inc({ endpoint, outcome }, count);
        }
      },
    });
    this.#seconds = new Histogram({
      name: 'psnb2b_webhook_attempt_seconds',
      help: 'Time of an attempt from the look-up of the name to the end of the answer.',
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.#gauge(registry, 'backlog', 'Events that wait, by endpoint.', (each) => each.waiting);
    this.#gauge(
      registry,
      'oldest_seconds',
      'Age of the oldest event that waits, by endpoint.',
      ({ oldestAt }) => oldestAt && ageOf(oldestAt),
    );
    this.#gauge(
      registry,
      'failing_seconds',
      'For how long an endpoint has had nothing but failures.',
      ({ failingSince }) => failingSince && ageOf(failingSince),
    );
  }

  #gauge(
    registry: Registry,
    name: string,
    help: string,
    figureOf: (backlog: Backlog) => number | null,
  ): void {
    const read = () => this.#backlog();
    new Gauge({
      name: `psnb2b_webhook_${name}`,
      help,
      labelNames: ['endpoint'],
      registers: [registry],
      async collect() {
        const all = await read();
        this.reset();
        for (const each of all) {
          const value = figureOf(each);
          if (value !== null) this.set({ endpoint: formatId('whe', each.endpointId) }, value);
        }
      },
    });
  }

  /**
   * The gauges of one look at the figures share one read. Without a database they are left out, and
   * from one that takes its time come those of the last look: the other figures are wanted then more
   * than ever.
   */
  #backlog(): Promise<Backlog[]> {
    if (!this.#readBacklog) return Promise.resolve([]);
    this.#reading ??= this.#readBacklog()
      .catch(() => [])
      .then((found) => {
        this.#last = found;
        return found;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    const late = delay(READ_MS, undefined, { ref: false }).then(() => this.#last);
    return Promise.race([this.#reading, late]);
  }

  /** Where the backlog is read from, at each look at the figures. */
  watch(readBacklog: () => Promise<Backlog[]>): void {
    this.#readBacklog = readBacklog;
  }

  observe(endpointId: string, outcome: string, durationMs: number): void {
    const outcomes = this.#counts.get(endpointId) ?? new Map<string, number>();
    this.#counts.set(endpointId, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1));
    this.#seconds.observe(durationMs / SECONDS);
  }
}

function ageOf(instant: Date): number {
  return Math.max(Date.now() - instant.getTime(), 0) / SECONDS;
}
