import {
  ApiError,
  type CallFacts,
  ConnectionError,
  type ConnectionFault,
  TimeoutError,
} from '../errors.ts';
import { type CallId, type Calls, calls } from '../generated/calls.ts';
import { milliseconds, retriesOf, type Settings } from '../settings.ts';
import { createGate } from './gate.ts';
import { type Outcome, type Reply, readReply } from './read-reply.ts';
import { isCertificate, reasonOf } from './reason-of.ts';
import { describe, type Given, requestOf } from './request.ts';
import { pause, waitBefore } from './retry.ts';

/** What can be set for one call. */
export interface CallOptions {
  /** Ends the call and its waits; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  readonly maxRetries?: number | undefined;
  /** How long the call may last with all its tries and waits, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /**
   * Of a POST: the same key and the same request have one effect. One is created for each call by default and kept over its
   * retries. Pass your own, stored with your order, so that you can also repeat the call after your program was restarted.
   */
  readonly idempotencyKey?: string | undefined;
  /** Further headers, such as `X-PSNB2B-Test-Error` in test mode. Those of the SDK itself win. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called with the reply to a call that succeeded. What it throws is ignored, because the call has had its effect. */
  readonly onReply?: ((reply: ReplyFacts) => void) | undefined;
}

/** What the headers of a reply say. */
export interface ReplyFacts {
  readonly status: number;
  readonly requestId: string | null;
  /** Whether the call had succeeded before, with the same idempotency key. */
  readonly replayed: boolean;
  /** How often the request was sent. */
  readonly attempts: number;
  readonly headers: Headers;
}

/** Calls an operation of the API by its id; returns what it replies. */
export type Send = <Id extends CallId>(
  id: Id,
  given?: Given<Id>,
  options?: CallOptions,
) => Promise<Calls[Id]['reply']>;

export interface Transport {
  readonly send: Send;
  /** The server's clock as its replies showed it, in Unix milliseconds; this machine's until the first reply. */
  now(): number;
}

export function createTransport(settings: Settings): Transport {
  const gate = createGate(() => performance.now(), Math.random);
  /** What the server's clock is ahead of `performance.now()`: the clock of this machine may jump. */
  let offsetMs = Date.now() - performance.now();
  const noteTime = ({ headers }: Reply) => {
    const at = Date.parse(headers.get('date') ?? ''); // nothing: no date is not valid
    if (!Number.isNaN(at)) offsetMs = at + 500 - performance.now();
  };

  const send: Send = async (id, given, options = {}) => {
    const [method, , limit] = calls[id];
    const request = await requestOf(settings, id, given, options);
    const timeoutMs = milliseconds('timeoutMs', options.timeoutMs, settings.timeoutMs);
    const retriesMax = retriesOf(options.maxRetries, settings.maxRetries);
    const until =
      performance.now() + milliseconds('deadlineMs', options.deadlineMs, settings.deadlineMs);
    const left = () => until - performance.now();
    const { signal } = options;
    let retries = 0;
    for (let attempt = 1; ; attempt += 1) {
      await gate.pass(limit, left(), signal);
      signal?.throwIfAborted();
      const began = performance.now();
      const outcome = await tryOnce(request, Math.min(timeoutMs, Math.max(1, left())), signal);
      if ('reply' in outcome && outcome.reply) noteTime(outcome.reply);
      const facts = {
        call: request.call,
        attempts: attempt,
        idempotencyKey: request.idempotencyKey,
      };
      const requestId = outcome.reply?.headers.get('x-request-id') ?? null;
      const durationMs = performance.now() - began;
      const status = outcome.reply?.status ?? null;
      const report = (retryInMs: number | null) => {
        const { call } = request;
        const tried = { call, attempt, status, durationMs, retryInMs, requestId };
        observe(settings.onAttempt, { ...describe(outcome), ...tried });
      };
      closeGate(limit, outcome);
      // A delete whose reply was lost has succeeded: what it deleted is not found any more.
      const isGone =
        attempt > 1 &&
        method === 'DELETE' &&
        outcome.kind === 'refused' &&
        outcome.problem.code === 'not_found';
      if (outcome.kind === 'done' || isGone) {
        report(null);
        const headers = outcome.reply.headers;
        const replayed = headers.get('idempotent-replayed') === 'true';
        const { status } = outcome.reply;
        observe(options.onReply, { status, requestId, replayed, attempts: attempt, headers });
        return (outcome.kind === 'done' ? outcome.value : null) as never;
      }
      const retryable = outcome.kind === 'refused' ? outcome.problem.retryable : outcome.retryable;
      const isLimit = outcome.reply?.status === 429;
      const waitMs = waitBefore(attempt - 1, outcome.retryAfterMs, Math.random());
      const mayRetry = retryable === true && retriesMax > 0 && (isLimit || retries < retriesMax);
      if (!mayRetry || waitMs >= left()) {
        report(null);
        throw errorOf(outcome, facts);
      }
      if (!isLimit) retries += 1;
      report(waitMs);
      await pause(waitMs, signal);
    }
  };

  type Tried = Outcome & { readonly reply?: Reply };
  async function tryOnce(
    { url, init, wantsText }: Awaited<ReturnType<typeof requestOf>>,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Tried & ({ kind: 'done' | 'refused'; reply: Reply } | { kind: 'fault' })> {
    const stop = new AbortController();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      stop.abort();
    }, timeoutMs);
    const onAbort = () => stop.abort();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const response = await settings.fetch(url, { ...init, signal: stop.signal });
      const { status, headers } = response;
      const reply = { status, headers, text: await response.text() };
      return { ...readReply(reply, wantsText), reply } as never;
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      const fault: ConnectionFault = isLate
        ? {
            reason: 'timeout',
            detail: `no complete reply within ${Math.round(timeoutMs)} ms`,
            cause,
          }
        : { reason: 'network', detail: `no complete reply: ${reasonOf(cause)}`, cause };
      return { kind: 'fault', fault, retryable: !isCertificate(cause), retryAfterMs: null };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** The server says beforehand that the next request would be refused: `Retry-After` is 0 while there is room. */
  function closeGate(limit: string, outcome: Tried): void {
    const { reply } = outcome;
    if (!reply || (reply.status !== 429 && reply.headers.get('x-ratelimit-remaining') !== '0'))
      return;
    if (outcome.kind === 'refused' && 'policy' in outcome.problem) {
      if (!/^(requests|orders)$/.test(String(outcome.problem.policy))) return;
    }
    const waitMs = Number(reply.headers.get('retry-after')) * 1_000;
    if (waitMs > 0) gate.close(limit, waitMs);
  }

  return { send, now: () => performance.now() + offsetMs };
}

/** Shows what happened to the program. A call that had its effect must not look like one that failed. */
function observe<Seen>(observer: ((seen: Seen) => unknown) | undefined, seen: Seen): void {
  try {
    const later = observer?.(seen);
    // Declared without a result, but an async function fits, too: its failure would end the program.
    if (later instanceof Promise) later.catch(() => {});
  } catch {}
}

function errorOf(outcome: Exclude<Outcome, { kind: 'done' }>, facts: CallFacts): Error {
  if (outcome.kind === 'refused') return new ApiError(outcome.problem, outcome.retryAfterMs, facts);
  const { fault } = outcome;
  return fault.reason === 'timeout'
    ? new TimeoutError(fault, facts)
    : new ConnectionError(fault, facts);
}
