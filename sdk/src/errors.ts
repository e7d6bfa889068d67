import type { ErrorCode, Problem } from './generated/problems.ts';
import type { FieldError } from './generated/shapes.ts';

/** A problem of a code that this version of the SDK does not know yet. */
export interface UnknownProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  retryable: boolean;
  errors?: FieldError[];
  [member: string]: unknown;
}

/** The problem document of one code. */
export type ProblemOf<Code extends ErrorCode> = Extract<Problem, { code: Code }>;

/** What every error knows of the call that failed. */
export interface CallFacts {
  /** Method and path, such as `POST /orders`. */
  readonly call: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** The key of all of these attempts: send the same request again with it. Null for calls that need none. */
  readonly idempotencyKey: string | null;
}

/** Everything that the SDK throws, except the reason of an `AbortSignal`. */
export class PsnB2bError extends Error {
  override readonly name: string = 'PsnB2bError';
}

/** The API refused the call. Decide on `code`; `problem` has the members that belong to the code. */
export class ApiError extends PsnB2bError implements CallFacts {
  override readonly name = 'ApiError';
  readonly code: ErrorCode | (string & {});
  /** The HTTP status. */
  readonly status: number;
  readonly problem: Problem | UnknownProblem;
  readonly requestId: string;
  readonly retryable: boolean;
  /** How long the server asked to wait, in milliseconds; null if it did not. */
  readonly retryAfterMs: number | null;
  readonly call: string;
  readonly attempts: number;
  readonly idempotencyKey: string | null;

  constructor(problem: Problem | UnknownProblem, retryAfterMs: number | null, facts: CallFacts) {
    const fields = 'errors' in problem ? (problem.errors ?? []) : [];
    const details = fields.map(({ pointer, detail }) => ` ${pointer}: ${detail}`).join('');
    super(`${facts.call}: ${problem.detail}${details} (${problem.code}, ${problem.request_id})`);
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
    this.requestId = problem.request_id;
    this.retryable = problem.retryable;
    this.retryAfterMs = retryAfterMs;
    this.call = facts.call;
    this.attempts = facts.attempts;
    this.idempotencyKey = facts.idempotencyKey;
  }

  /** Whether the code is this one; then `problem` has its members. */
  is<Code extends ErrorCode>(code: Code): this is ApiError & { problem: ProblemOf<Code> } {
    return this.code === code;
  }
}

/**
 * - `network`: no connection, or it broke before the reply was complete.
 * - `timeout`: no complete reply in time; the error is a `TimeoutError`.
 * - `redirect`: the server sent a redirect, which is never followed, because the key would go with it.
 * - `not_json`: the reply is not one of the API: a page of a proxy, or an empty one.
 * - `refused`: an order was accepted, then the API refused to show its state; `cause` is that `ApiError`.
 */
export type ConnectionReason = 'network' | 'timeout' | 'redirect' | 'not_json' | 'refused';

/**
 * No usable reply. If `outcomeUnknown`, the call may have taken effect: send it again with `idempotencyKey`, and it has
 * one effect.
 */
export class ConnectionError extends PsnB2bError implements CallFacts {
  override readonly name: string = 'ConnectionError';
  readonly reason: ConnectionReason;
  /** The HTTP status, if there was one. */
  readonly status: number | null;
  readonly outcomeUnknown: boolean;
  /** The order that was accepted and whose final state is not known; null if no order is known. */
  readonly orderId: string | null;
  readonly call: string;
  readonly attempts: number;
  readonly idempotencyKey: string | null;

  constructor(fault: ConnectionFault, facts: CallFacts) {
    const effect =
      fault.orderId === undefined
        ? 'The call may have taken effect'
        : `The order ${fault.orderId} was accepted`;
    const again =
      facts.idempotencyKey === null
        ? ''
        : ` ${effect}: send the same call again with the idempotency key ${facts.idempotencyKey}.`;
    super(`${facts.call}: ${fault.detail}.${again}`, { cause: fault.cause });
    this.reason = fault.reason;
    this.status = fault.status ?? null; // nothing: the fault came before a status
    this.outcomeUnknown = !facts.call.startsWith('GET ');
    this.orderId = fault.orderId ?? null;
    this.call = facts.call;
    this.attempts = facts.attempts;
    this.idempotencyKey = facts.idempotencyKey;
  }
}

/** No complete reply in time, or the state that was waited for was not reached in time. */
export class TimeoutError extends ConnectionError {
  override readonly name = 'TimeoutError';
}

/** Why there is no usable reply; `detail` is a sentence without its full stop. */
export interface ConnectionFault {
  readonly reason: ConnectionReason;
  readonly detail: string;
  readonly status?: number;
  readonly orderId?: string;
  readonly cause?: unknown;
}

/**
 * A signature, a receipt or a sealed code is not genuine, or not meant for you.
 *
 * - `malformed`: a header or a part is missing or has another form.
 * - `signature`: nobody who knows the key made it.
 * - `timestamp`: a signed delivery is too old or too new.
 * - `key`: it is for another key.
 * - `content`: it is genuine and about something else.
 */
export class VerificationError extends PsnB2bError {
  override readonly name = 'VerificationError';
  readonly reason: 'malformed' | 'signature' | 'timestamp' | 'key' | 'content';

  constructor(reason: VerificationError['reason'], detail: string, cause?: unknown) {
    super(detail, { cause });
    this.reason = reason;
  }
}
