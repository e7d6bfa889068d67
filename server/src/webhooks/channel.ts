import type { Connections } from '../kit/http-client/index.ts';
import { FAILING_FROM } from './endpoint.ts';
import type { Job } from './job.ts';
import type { SigningKey } from './sign-delivery.ts';

/** What an endpoint may have in flight of the places that all share; the rest of its concurrency is `extra`. */
const IN_FLIGHT_SHARED_MAX = 4;
/** A failing endpoint gets one delivery at a time. */
const IN_FLIGHT_FAILING_MAX = 1;
/**
 * For each that may be in flight. More is read when half is left, which must last until that has come: under load a read takes
 * as long as five deliveries.
 */
const QUEUE_EACH = 12;
const QUEUE_FAILING_MAX = 8;

/** The state of an endpoint in the worker that has leased it. */
export interface Channel {
  readonly endpointId: string;
  readonly tenantId: number;
  readonly mode: 'live' | 'test';
  readonly version: number;
  /** How many deliveries may be in flight, by the wish of its owner. */
  readonly concurrency: number;
  readonly connections: Connections;
  readonly keys: readonly SigningKey[];
  /** By sequence. */
  readonly queue: Job[];
  /** Sequences that are queued, in flight or not recorded yet. */
  readonly known: Set<number>;
  /** Those of `known` that are new, in ascending order: the cursor stays below all of them. */
  readonly pending: Set<number>;
  /** Subjects of first attempts that are in flight. */
  readonly subjects: Set<number>;
  /** How many of `known` are retries. */
  knownDue: number;
  /** How far the stream was read. */
  readTo: number;
  inFlight: number;
  unrecorded: number;
  failures: number;
  failingSince: Date | null;
  succeededAt: Date | null;
  /** Why the endpoint must be disabled. */
  stop: 'gone' | 'failing' | null;
  /** It changed or was lost: nothing more is begun. */
  closing: boolean;
  /** performance.now() since when it had nothing to do. */
  idleSince: number;
}

export function isFailing({ failures }: Channel): boolean {
  return failures >= FAILING_FROM;
}

/** How many more jobs it may queue. */
export function roomOf(channel: Channel): number {
  if (channel.closing || channel.stop) return 0;
  const max = isFailing(channel) ? QUEUE_FAILING_MAX : QUEUE_EACH * channel.concurrency;
  return Math.max(max - channel.queue.length, 0);
}

/** Whether it is time to read more for it. */
export function isLow(channel: Channel): boolean {
  return roomOf(channel) > channel.queue.length;
}

export function isIdle({ known, inFlight }: Channel): boolean {
  return known.size === 0 && inFlight === 0;
}

/** Everything up to here that its filter includes is recorded. */
export function positionOf({ pending, readTo }: Channel): number {
  const [oldest] = pending;
  return oldest === undefined ? readTo : oldest - 1;
}

/** Queues the jobs that it does not know yet. */
export function enqueue(channel: Channel, jobs: readonly Job[]): void {
  if (channel.closing) return;
  const unknown = jobs.filter(({ sequence }) => !channel.known.has(sequence));
  for (const job of inOrder(unknown)) {
    channel.known.add(job.sequence);
    if (job.fresh) channel.pending.add(job.sequence);
    else channel.knownDue += 1;
    channel.queue.push(job);
  }
  inOrder(channel.queue);
}

/** Sorts them by sequence, unless they are: nearly always. */
function inOrder(jobs: Job[]): Job[] {
  let last = 0;
  for (const { sequence } of jobs) {
    if (sequence < last) return jobs.sort((a, b) => a.sequence - b.sequence);
    last = sequence;
  }
  return jobs;
}

/** Whether its next job needs an extra place: it has as many in flight as it may have of those that all share. */
export function needsExtra({ inFlight }: Channel): boolean {
  return inFlight >= IN_FLIGHT_SHARED_MAX;
}

/** Whether the job that it took last has an extra place. */
export function hasExtra({ inFlight }: Channel): boolean {
  return inFlight > IN_FLIGHT_SHARED_MAX;
}

/**
 * Takes the next job that may begin out of the queue; null if none may. First attempts about one subject are made one after
 * another.
 */
export function takeJob(channel: Channel): Job | null {
  const max = isFailing(channel) ? IN_FLIGHT_FAILING_MAX : channel.concurrency;
  if (channel.closing || channel.stop || channel.inFlight >= max) return null;
  const { queue, subjects } = channel;
  const at = queue.findIndex((job) => job.tries > 0 || !subjects.has(job.subject));
  const job = at === 0 ? queue.shift() : queue.splice(at, at < 0 ? 0 : 1)[0];
  if (!job) return null;
  if (job.tries === 0) subjects.add(job.subject);
  channel.inFlight += 1;
  return job;
}

/** Drops everything that has not begun; its cursor stays below that. */
export function closeChannel(channel: Channel): void {
  channel.closing = true;
  channel.readTo = positionOf(channel);
  for (const job of channel.queue.splice(0)) forget(channel, job);
}

/** The job is recorded, or was never begun. */
export function forget(channel: Channel, job: Job): void {
  channel.known.delete(job.sequence);
  if (job.fresh) channel.pending.delete(job.sequence);
  else channel.knownDue -= 1;
}
