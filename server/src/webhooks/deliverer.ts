import { setTimeout as delay } from 'node:timers/promises';
import { textOfEvent } from '../events/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { type EgressOptions, guardedConnector } from '../kit/egress/index.ts';
import { formatId, newUuid, timeOfUuid } from '../kit/ids.ts';
import type { Logger } from '../kit/log.ts';
import type { Tracer } from '../kit/tracing/index.ts';
import type { TrustedTime } from '../kit/trusted-time/index.ts';
import type { Vault } from '../vault/index.ts';
import { AttemptSums } from './attempt-sums.ts';
import {
  type Channel,
  closeChannel,
  enqueue,
  hasExtra,
  isFailing,
  isLow,
  needsExtra,
  takeJob,
} from './channel.ts';
import { type Due, readDue } from './delivery-store.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import { hasFailedTooLong } from './endpoint.ts';
import type { Job } from './job.ts';
import { judgeAttempt } from './judge-attempt.ts';
import { LeasedChannels } from './leased-channels.ts';
import { Recorder } from './recorder.ts';
import { type Sent, sendDelivery } from './send-delivery.ts';
import { signedPost } from './sign-delivery.ts';
import { beginDeliverySpan, endDeliverySpan } from './trace-delivery.ts';
import { Turns } from './turns.ts';

/** How long it rests between looks at all endpoints; those that it has leased and that run low are read at once. */
const POLL_MS = 200;
/** The same after a commit of this process, which may have given it work. */
const WAKE_MS = 20;
const IN_FLIGHT_MAX = 512;
/** Failing endpoints together have at most half of the places. */
const IN_FLIGHT_FAILING_MAX = 256;
/** Places of their own for endpoints that want more than all may have: their number takes no place from the others. */
const IN_FLIGHT_EXTRA_MAX = 256;
const DRAIN_POLL_MS = 1;
/** How often the figures of staff are stored. */
const SUMS_EVERY_MS = 10_000;
const GONE = 410;

export interface DelivererParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly log: Logger;
  readonly egress: EgressOptions;
  readonly time: Pick<TrustedTime, 'isTrusted'>;
  /** Absent: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  /**
   * Called for every attempt, with `delivered` or why it failed, and how long its event had waited for it: null where that was not
   * up to us, because of an earlier attempt, other deliveries to the endpoint, or its failures.
   */
  readonly onAttempt?: (
    endpointId: string,
    outcome: string,
    durationMs: number,
    waitedMs: number | null,
  ) => void;
}

/**
 * Sends events to endpoints: leases endpoints that have something to do, reads due deliveries, POSTs them outside any
 * transaction, and records the results. Reading claims nothing, the endpoint's lease does: another worker reads again what a dead
 * worker had read but not recorded.
 */
export class Deliverer implements AsyncDisposable {
  readonly #parts: DelivererParts;
  readonly #held: LeasedChannels;
  readonly #recorder: Recorder;
  readonly #turns = { healthy: new Turns<Channel>(), failing: new Turns<Channel>() };
  readonly #inFlight = { healthy: 0, failing: 0, extra: 0 };
  readonly #sums = new AttemptSums();
  #storing: Promise<void> = Promise.resolve();
  #sumsTimer: NodeJS.Timeout | undefined;
  #attempts = 0;
  #round: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  /** When it last looked at all endpoints. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #isWoken = false;
  /** When a look last ended, by the clock that nobody can set. */
  #movedAt: number;
  #started = false;
  #stopped = false;

  constructor(parts: DelivererParts) {
    const { database, log } = parts;
    this.#parts = parts;
    this.#movedAt = parts.clock.steadyMs();
    this.#held = new LeasedChannels({ ...parts, connect: guardedConnector(parts.egress) });
    this.#recorder = new Recorder({
      database,
      worker: this.#held.worker,
      onError: (error) => log.error({ err: error }, 'webhook deliveries could not be recorded'),
      onRecorded: (channel) => this.#disable(channel),
    });
  }

  start(): void {
    this.#started = true;
    this.#parts.database.onCommit(() => this.wake());
    this.#sumsTimer = setInterval(() => void this.#storeSums(), SUMS_EVERY_MS).unref();
    this.#plan(0);
  }

  /** There may be new work: looks soon, instead of at the next poll. */
  wake(): void {
    this.#isWoken = true;
    this.#plan(this.#fullAt);
  }

  /** Does everything that is due now, for tests and the command line; not after it was started. */
  async drain(): Promise<void> {
    for (let before = -1; before !== this.#attempts || !this.#held.isQuiet; ) {
      before = this.#attempts;
      await this.#look(true);
      while (this.#isSending) await delay(DRAIN_POLL_MS);
      await this.#recorder.settled();
    }
    await this.#storeSums();
  }

  /** One after the other: a slow database is not asked again before it has answered. */
  #storeSums(): Promise<void> {
    this.#storing = this.#storing
      .then(() => this.#sums.store(this.#parts.database))
      .catch((error: unknown) => {
        this.#parts.log.warn(
          { err: error },
          'the figures of webhook endpoints could not be stored',
        );
      });
    return this.#storing;
  }

  /** For how long it has not looked for work, in milliseconds; it looks five times a second. */
  get stillMs(): number {
    return this.#parts.clock.steadyMs() - this.#movedAt;
  }

  get #isSending(): boolean {
    const { healthy, failing, extra } = this.#inFlight;
    return healthy + failing + extra > 0;
  }

  /** When it looks at all endpoints again, by performance.now(). */
  get #fullAt(): number {
    return this.#lookedAt + (this.#isWoken ? WAKE_MS : POLL_MS);
  }

  /** Looks at this time of performance.now(), at once if that is over, or sooner if that was already planned. */
  #plan(at: number): void {
    if (!this.#started || this.#stopped) return;
    if (at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#timer);
    // One look at a time: the end of a running one calls this again.
    if (this.#round) return;
    this.#timer = setTimeout(() => this.#begin(), Math.max(at - performance.now(), 0));
    this.#timer.unref();
  }

  #begin(): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
    const isFull = performance.now() >= this.#fullAt;
    if (isFull) this.#isWoken = false;
    this.#round = this.#look(isFull)
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error }, 'webhooks could not be read');
      })
      .then(() => {
        this.#round = undefined;
        this.#movedAt = this.#parts.clock.steadyMs();
        if (isFull) this.#lookedAt = performance.now();
        const next = Math.min(this.#dueAt, this.#fullAt);
        this.#dueAt = Number.POSITIVE_INFINITY;
        this.#plan(next);
      });
  }

  /** Reads due deliveries: for all endpoints if there is a full look, otherwise for leased ones that run low. */
  async #look(isFull: boolean): Promise<void> {
    if (isFull) await this.#held.refresh();
    const channels = isFull ? this.#held.all : this.#held.all.filter(isLow);
    if (channels.length === 0) return;
    const { database, clock } = this.#parts;
    for (const due of await readDue(database.reads, clock.now(), channels)) this.#welcome(due);
    this.#dispatch();
  }

  #welcome({ channel, version, enabled, readTo, jobs }: Due): void {
    if (channel.closing) return;
    if (version !== channel.version || !enabled) {
      closeChannel(channel);
      return;
    }
    enqueue(channel, jobs);
    channel.readTo = Math.max(channel.readTo, readTo);
    this.#await(channel);
  }

  #await(channel: Channel): void {
    if (channel.queue.length > 0)
      this.#turns[isFailing(channel) ? 'failing' : 'healthy'].add(channel);
  }

  /** Begins deliveries that may begin, in turn. */
  #dispatch(): void {
    const { healthy, failing } = this.#turns;
    // Begin nothing that another worker may have been given: the next look renews or releases the leases.
    if (!this.#held.isInForce) return;
    while (!this.#stopped && this.#inFlight.healthy + this.#inFlight.failing < IN_FLIGHT_MAX) {
      const mayFail = this.#inFlight.failing < IN_FLIGHT_FAILING_MAX;
      const channel = healthy.next() ?? (mayFail ? failing.next() : undefined);
      if (!channel) return;
      // The end of one of its own attempts gives it its next turn.
      if (needsExtra(channel) && this.#inFlight.extra >= IN_FLIGHT_EXTRA_MAX) continue;
      const job = takeJob(channel);
      if (!job) continue;
      this.#await(channel);
      this.#send(channel, job);
    }
  }

  #send(channel: Channel, job: Job): void {
    const kind = placeOf(channel);
    this.#inFlight[kind] += 1;
    this.#attempts += 1;
    const at = this.#parts.clock.now();
    const attemptId = newUuid(at.getTime());
    const waitedMs = waitOf(channel, job, at);
    const { type, createdAt, data, ...event } = job.parts();
    const eventId = formatId('evt', event.eventId);
    const body = textOfEvent(
      eventId,
      { type, createdAt, sequence: job.sequence, data },
      channel.mode,
    );
    const post = signedPost(channel.keys, { eventId, type, attemptId, at, body });
    const { tracer } = this.#parts;
    const span = tracer && beginDeliverySpan(tracer, channel, job);
    sendDelivery(channel.connections, post, (sent) => {
      this.#inFlight[kind] -= 1;
      if (span) endDeliverySpan(span, sent);
      this.#finish(channel, job, { attemptId, at, waitedMs, sent });
    });
  }

  #finish(
    channel: Channel,
    job: Job,
    attempt: {
      readonly attemptId: string;
      readonly at: Date;
      readonly waitedMs: number | null;
      readonly sent: Sent;
    },
  ): void {
    const { at, sent, waitedMs } = attempt;
    const endedAt = this.#parts.clock.now();
    channel.inFlight -= 1;
    if (job.tries === 0) channel.subjects.delete(job.subject);
    if (sent.error === null) {
      channel.failures = 0;
      channel.failingSince = null;
      channel.succeededAt = endedAt;
    } else {
      channel.failures += 1;
      channel.failingSince ??= at;
      if (sent.status === GONE) channel.stop = 'gone';
      else if (hasFailedTooLong(channel.failingSince, endedAt)) channel.stop ??= 'failing';
    }
    this.#sums.add(channel.endpointId, at, sent.error !== null, sent.durationMs);
    const outcome = sent.error ?? 'delivered';
    this.#parts.onAttempt?.(channel.endpointId, outcome, sent.durationMs, waitedMs);
    this.#recorder.add(judgeAttempt(channel, job, { ...attempt, endedAt }));
    this.#await(channel);
    this.#dispatch();
    if (isLow(channel) && !isFailing(channel)) this.#plan(0);
  }

  async #disable(channel: Channel): Promise<void> {
    if (channel.stop === null || channel.closing) return;
    // Three days of failures may be a clock that jumped; if not, the next failure disables the endpoint again.
    if (channel.stop === 'failing' && !(await this.#parts.time.isTrusted())) {
      channel.stop = null;
      return;
    }
    closeChannel(channel);
    const { endpointId, version } = channel;
    const seen = { worker: this.#held.worker, endpointId, version };
    await disableEndpoint(this.#parts, seen, channel.stop);
  }

  /** Begins nothing more, waits for running attempts, records them, and releases the endpoints. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#sumsTimer);
    await this.#round;
    while (this.#isSending) await delay(DRAIN_POLL_MS);
    await this.#recorder.stop();
    await this.#storeSums();
    await this.#held.releaseAll().catch((error: unknown) => {
      this.#parts.log.error({ err: error }, 'leases of webhook endpoints could not be released');
    });
  }
}

/** Which places an attempt that begins now counts among; its channel has it in flight already. */
function placeOf(channel: Channel): 'healthy' | 'failing' | 'extra' {
  if (isFailing(channel)) return 'failing';
  return hasExtra(channel) ? 'extra' : 'healthy';
}

/** How long a new event has waited for its first attempt; null if its endpoint, and not we, may have been the reason. */
function waitOf(channel: Channel, job: Job, at: Date): number | null {
  const isOurs = job.fresh && job.tries === 0 && channel.inFlight === 1 && !isFailing(channel);
  // Test tenants have clocks of their own.
  return isOurs && channel.mode === 'live' ? at.getTime() - timeOfUuid(job.eventId) : null;
}
