import type { Operation } from '@psnb2b/contract';
import type { Static, TSchema } from 'typebox';

/** Who knocks: what is known of a request before its key is looked at. */
export interface Visit {
  readonly requestId: string;
  /** The client's address, past trusted proxies. */
  readonly address: string;
  readonly authorization: string | undefined;
  readonly at: Date;
}

/** What is left of a caller's limits, and the order limit for the calls that it holds for. */
export interface Quota {
  /** The contract's limit headers, for this very reply; a 429 gives back what it spent. */
  headers(status: number): Readonly<Record<string, string>>;
  /** Spends one order; throws `rate_limited` and spends nothing when none is left. */
  takeOrder(): void;
  /** The order was a replay: it costs nothing. */
  giveBackOrder(): void;
}

export interface Admission<Caller> {
  readonly caller: Caller | null;
  readonly quota: Quota;
  /**
   * Set when the visitor is turned away, or when nobody could tell who it is; the headers are still
   * told.
   */
  readonly refusal: Error | null;
}

/** Decides on key, address, scope, partner and request limit, in the contract's order. */
export interface Gate<Caller> {
  admit(visit: Visit, needs: Needs): Admission<Caller> | Promise<Admission<Caller>>;
}

export type Needs = Pick<Operation, 'auth' | 'scope' | 'limit'>;

export interface Idempotency {
  readonly key: string;
  /** SHA-256 over method, path and JSON value, hex. */
  readonly fingerprint: string;
}

type Shaped<Schema> = Schema extends TSchema ? Static<Schema> : Record<string, never>;

/** A request that passed the gate and has the contract's shape. */
export interface Call<Caller, Op extends Operation = Operation> extends Visit {
  readonly caller: Caller;
  readonly quota: Quota;
  readonly params: Shaped<Op['params']>;
  readonly query: Shaped<Op['query']>;
  readonly body: Shaped<Op['body']>;
  readonly idempotency: Idempotency | null;
  /** A request header by lower-case name. */
  header(name: string): string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route is data: the operation says who may call it and how, the handler does it. */
export interface Route<Caller> {
  readonly operation: Operation;
  readonly handle: (call: Call<Caller>) => Promise<Reply> | Reply;
}

/** Ties a handler to its operation, so that params, query and body have the contract's types. */
export function route<Caller, const Op extends Operation>(
  operation: Op,
  handle: (call: Call<Caller, Op>) => Promise<Reply> | Reply,
): Route<Caller> {
  return { operation, handle: handle as unknown as Route<Caller>['handle'] };
}

/** A JSON reply. */
export function json(status: number, value: unknown, headers?: Record<string, string>): Reply {
  return { status, body: JSON.stringify(value), ...(headers && { headers }) };
}
