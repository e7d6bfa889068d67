import { setTimeout as delay } from 'node:timers/promises';
import { webhookHeaders } from '@psnb2b/contract';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { type EgressOptions, guardedConnector } from '../kit/egress/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import type { Logger } from '../kit/log.ts';
import type { TrustedTime } from '../kit/trusted-time/index.ts';
import type { Vault } from '../vault/index.ts';
import { type Due, readDue } from './delivery-store.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import { hasFailedTooLong } from './endpoint.ts';
import { HeldLanes } from './held-lanes.ts';
import { judgeAttempt } from './judge-attempt.ts';
import { closeLane, enqueue, isFailing, isLow, type Job, type Lane, takeJob } from './lane.ts';
import { Recorder } from './recorder.ts';
import { type Sent, sendDelivery } from './send-delivery.ts';
import { keysInForce, signatureHeaders } from './sign-delivery.ts';
import { Turns } from './turns.ts';

const POLL_MS = 200;
/** Under a storm of commits it looks at most this often. */
const WAKE_MS = 20;
const IN_FLIGHT_MAX = 512;
/** Failing endpoints together have at most half of the places. */
const IN_FLIGHT_FAILING_MAX = 256;
const DRAIN_POLL_MS = 1;
const GONE = 410;
const FIXED_HEADERS = [
  'content-type',
  'application/json; charset=utf-8',
  'user-agent',
  'PSNB2B-Webhooks/1',
];

export interface DelivererParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly log: Logger;
  readonly egress: EgressOptions;
  readonly time: Pick<TrustedTime, 'isTrusted'>;
  /** Called for every attempt, with `delivered` or why it failed. */
  readonly onAttempt?: (endpointId: string, outcome: string, durationMs: number) => void;
}

/**
 * Sends events to endpoints: leases endpoints that have something to do, reads due deliveries, POSTs them outside any
 * transaction, and records the results. Reading claims nothing, the endpoint's lease does: another worker reads again what a dead
 * worker had read but not recorded.
 */
export class Deliverer implements AsyncDisposable {
  readonly #parts: DelivererParts;
  readonly #held: HeldLanes;
  readonly #recorder: Recorder;
  readonly #turns = { healthy: new Turns<Lane>(), failing: new Turns<Lane>() };
  readonly #inFlight = { healthy: 0, failing: 0 };
  #attempts = 0;
  #round: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #started = false;
  #stopped = false;

  constructor(parts: DelivererParts) {
    const { database, log } = parts;
    this.#parts = parts;
    this.#held = new HeldLanes({ ...parts, connect: guardedConnector(parts.egress) });
    this.#recorder = new Recorder({
      database,
      worker: this.#held.worker,
      onError: (error) => log.error({ err: error }, 'webhook deliveries could not be recorded'),
      onRecorded: (lane) => this.#disable(lane),
    });
  }

  start(): void {
    this.#started = true;
    this.#parts.database.onCommit(() => this.wake());
    this.#plan(0);
  }

  /** There may be new work: looks soon, instead of at the next poll. */
  wake(): void {
    this.#plan(Math.max(this.#lookedAt + WAKE_MS - performance.now(), 0));
  }

  /** Does everything that is due now, for tests and the command line; not after it was started. */
  async drain(): Promise<void> {
    for (let before = -1; before !== this.#attempts || !this.#held.isQuiet; ) {
      before = this.#attempts;
      await this.#look(true);
      while (this.#isSending) await delay(DRAIN_POLL_MS);
      await this.#recorder.settled();
    }
  }

  get #isSending(): boolean {
    return this.#inFlight.healthy + this.#inFlight.failing > 0;
  }

  /** Looks within so many milliseconds, or sooner if that was already planned. */
  #plan(inMs: number): void {
    if (!this.#started || this.#stopped) return;
    const at = performance.now() + inMs;
    if (at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#timer);
    // One look at a time: the end of a running one calls this again.
    if (this.#round) return;
    this.#timer = setTimeout(() => this.#begin(), inMs);
    this.#timer.unref();
  }

  #begin(): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
    const isFull = performance.now() - this.#lookedAt >= WAKE_MS;
    this.#round = this.#look(isFull)
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error }, 'webhooks could not be read');
      })
      .then(() => {
        this.#round = undefined;
        const wanted = this.#dueAt - performance.now();
        this.#dueAt = Number.POSITIVE_INFINITY;
        this.#plan(Math.min(Math.max(wanted, 0), POLL_MS));
      });
  }

  /** Reads due deliveries: for all endpoints if there is a full look, otherwise for leased ones that run low. */
  async #look(isFull: boolean): Promise<void> {
    if (isFull) {
      this.#lookedAt = performance.now();
      await this.#held.refresh();
    }
    const lanes = isFull ? this.#held.all : this.#held.all.filter(isLow);
    if (lanes.length === 0) return;
    const { database, clock } = this.#parts;
    for (const due of await readDue(database.reads, clock.now(), lanes)) this.#welcome(due);
    this.#dispatch();
  }

  #welcome({ lane, version, enabled, readTo, jobs }: Due): void {
    if (lane.closing) return;
    if (version !== lane.version || !enabled) {
      closeLane(lane);
      return;
    }
    enqueue(lane, jobs);
    lane.readTo = Math.max(lane.readTo, readTo);
    this.#await(lane);
  }

  #await(lane: Lane): void {
    if (lane.queue.length > 0) this.#turns[isFailing(lane) ? 'failing' : 'healthy'].add(lane);
  }

  /** Begins deliveries that may begin, in turn. */
  #dispatch(): void {
    const { healthy, failing } = this.#turns;
    // Begin nothing that another worker may have been given: the next look renews or releases the leases.
    if (!this.#held.isInForce) return;
    while (!this.#stopped && this.#inFlight.healthy + this.#inFlight.failing < IN_FLIGHT_MAX) {
      const mayFail = this.#inFlight.failing < IN_FLIGHT_FAILING_MAX;
      const lane = healthy.next() ?? (mayFail ? failing.next() : undefined);
      if (!lane) return;
      const job = takeJob(lane);
      if (!job) continue;
      this.#await(lane);
      this.#send(lane, job);
    }
  }

  #send(lane: Lane, job: Job): void {
    const kind = isFailing(lane) ? 'failing' : 'healthy';
    this.#inFlight[kind] += 1;
    this.#attempts += 1;
    const at = this.#parts.clock.now();
    const attemptId = newUuid(at.getTime());
    const eventId = formatId('evt', job.eventId);
    const body = Buffer.from(job.body);
    const headers = [
      ...FIXED_HEADERS,
      webhookHeaders.event,
      job.type,
      webhookHeaders.delivery,
      formatId('whd', attemptId),
      ...signatureHeaders(keysInForce(lane.keys, at), { eventId, at, body }),
    ];
    sendDelivery(lane.pool, { path: lane.path, headers, body }, (sent) => {
      this.#inFlight[kind] -= 1;
      this.#finish(lane, job, { attemptId, at, sent });
    });
  }

  #finish(
    lane: Lane,
    job: Job,
    attempt: { readonly attemptId: string; readonly at: Date; readonly sent: Sent },
  ): void {
    const { at, sent } = attempt;
    const endedAt = this.#parts.clock.now();
    lane.inFlight -= 1;
    if (job.tries === 0) lane.subjects.delete(job.subject);
    if (sent.error === null) {
      lane.failures = 0;
      lane.failingSince = null;
      lane.succeededAt = endedAt;
    } else {
      lane.failures += 1;
      lane.failingSince ??= at;
      if (sent.status === GONE) lane.stop = 'gone';
      else if (hasFailedTooLong(lane.failingSince, endedAt)) lane.stop ??= 'failing';
    }
    this.#parts.onAttempt?.(lane.endpointId, sent.error ?? 'delivered', sent.durationMs);
    this.#recorder.add(judgeAttempt(lane, job, { ...attempt, endedAt }));
    this.#await(lane);
    this.#dispatch();
    if (isLow(lane) && !isFailing(lane)) this.#plan(0);
  }

  async #disable(lane: Lane): Promise<void> {
    if (lane.stop === null || lane.closing) return;
    // Three days of failures may be a clock that jumped; if not, the next failure disables the endpoint again.
    if (lane.stop === 'failing' && !(await this.#parts.time.isTrusted())) {
      lane.stop = null;
      return;
    }
    closeLane(lane);
    const { endpointId, version } = lane;
    const seen = { worker: this.#held.worker, endpointId, version };
    await disableEndpoint(this.#parts, seen, lane.stop);
  }

  /** Begins nothing more, waits for running attempts, records them, and releases the endpoints. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
    while (this.#isSending) await delay(DRAIN_POLL_MS);
    await this.#recorder.stop();
    await this.#held.releaseAll().catch((error: unknown) => {
      this.#parts.log.error({ err: error }, 'leases of webhook endpoints could not be released');
    });
  }
}
