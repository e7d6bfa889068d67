import type { IncomingHttpHeaders } from 'node:http';
import type { Operation as PartnerOperation } from '@psnb2b/contract';
import type { Static, TObject, TSchema } from 'typebox';
import type { CommitCheck } from '../database/index.ts';
import type { Soon } from '../soon.ts';

/** Who knocks: what is known of a request before its key is looked at. */
export interface Visit {
  readonly requestId: string;
  /** The client's address, past trusted proxies. */
  readonly address: string;
  readonly authorization: string | undefined;
  readonly at: Date;
}

/** A visit at the door, with what only a gate looks at. */
export interface Knock extends Visit {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is left of a caller's limits, and the order limit for the calls that it holds for. */
export interface Quota {
  /** The contract's limit headers, for this very reply; a 429 gives back what it spent. */
  headers(status: number): Soon<Readonly<Record<string, string>>>;
  /** Spends one order; throws `rate_limited` and spends nothing when none is left. */
  takeOrder(): Soon<void>;
  /** The order was a replay: it costs nothing. */
  giveBackOrder(): Soon<void>;
}

export interface Admission<Caller> {
  readonly caller: Caller | null;
  readonly quota: Quota;
  /**
   * Set when the visitor is turned away, or when nobody could tell who it is; the headers are still
   * told.
   */
  readonly refusal: Error | null;
  /** Whether the caller may still do what was admitted, looked at before every commit of the call. */
  readonly check?: CommitCheck;
  /** Who answers for what the request uses: a business, or somebody of the staff. */
  readonly owner?: string;
}

/** What a call of the partner API asks of its caller. */
export type Needs = Pick<PartnerOperation, 'auth' | 'scope' | 'limit'>;

/** Decides who may come in, by what the call declares that it needs. */
export interface Gate<Caller, Wants = Needs> {
  admit(knock: Knock, needs: Wants): Soon<Admission<Caller>>;
  /**
   * What must be passed to hear that there is no such call: `shown` is a call on the same path with
   * another method, null where the path leads nowhere.
   */
  unmet(shown: Wants | null): Wants;
  /** What a request that nobody could read must pass: it is counted, and may be anybody's. */
  readonly unread: Wants;
  /** Whose idempotency keys a caller's are: two callers of one name share them. */
  keysOf(caller: Caller): string;
}

/** A call as far as HTTP is concerned; the contract's operations have more, for the gates. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** No body at all is an empty object. */
  readonly bodyOptional?: true;
  /** The body is `multipart/form-data` with one part `file`. */
  readonly upload?: true;
  /** A record is kept under its `Idempotency-Key`. */
  readonly idempotent?: boolean;
  readonly replies: PartnerOperation['replies'];
}

/** A file as it was sent: nothing of it is to be believed. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
  /** SHA-256 of its bytes. */
  readonly sha256: Buffer;
}

export interface Idempotency {
  readonly key: string;
  /** SHA-256 over method, path, query and JSON value, hex. */
  readonly fingerprint: string;
}

type Shaped<Schema> = Schema extends TSchema ? Static<Schema> : Record<string, never>;

/** A request that passed the gate and has the contract's shape. */
export interface Call<Caller, Op extends Operation = PartnerOperation> extends Visit {
  readonly caller: Caller;
  readonly quota: Quota;
  /** Of the path; an id is given as the UUID behind it. */
  readonly params: Shaped<Op['params']>;
  readonly query: Shaped<Op['query']>;
  readonly body: Shaped<Op['body']>;
  readonly idempotency: Idempotency | null;
  /** HEAD: the reply is sent without its body, so that nothing of it was shown. */
  readonly isHead: boolean;
  /** There where the operation takes one. */
  readonly upload: Upload | null;
  /** A request header by lower-case name. */
  header(name: string): string | undefined;
}

export interface Reply<Status extends number = number, Value = unknown> {
  readonly status: Status;
  /** What comes in pieces has its `content-length` among the headers. */
  readonly body?: Buffer | string | AsyncIterable<Buffer>;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** For the compiler alone, and never there: what `body` is the JSON of, where `json` wrote it. */
  readonly value?: Value;
}

/** The replies that an operation declares; a body that is no JSON, or was written by hand, is not looked into. */
export type ReplyOf<Op extends Operation> = {
  [Status in keyof Op['replies'] & number]: Reply<
    Status,
    Op['replies'][Status] extends { schema: infer Schema extends TSchema } ? Static<Schema> : never
  >;
}[keyof Op['replies'] & number];

/** A route is data: the operation says who may call it and how, the handler does it. */
export interface Route<Caller, Op extends Operation = PartnerOperation> {
  readonly operation: Op;
  readonly handle: (call: Call<Caller, Operation>) => Promise<Reply> | Reply;
}

/**
 * How routes for one kind of caller are written: `route(operation, handle)` ties a handler to its operation, so that
 * params, query, body and reply have the contract's types.
 */
export function routesOf<Caller>() {
  return <const Op extends Operation>(
    operation: Op,
    handle: (call: Call<Caller, Op>) => Promise<ReplyOf<Op>> | ReplyOf<Op>,
  ): Route<Caller, Op> => {
    return { operation, handle: handle as unknown as Route<Caller, Op>['handle'] };
  };
}

/** A JSON reply. */
export function json<const Status extends number, const Value>(
  status: Status,
  value: Value,
  headers?: Reply['headers'],
): Reply<Status, Value> {
  return { status, body: JSON.stringify(value), ...(headers && { headers }) };
}

/** A reply that is no JSON, or whose JSON is text already. */
export function raw<const Status extends number>(
  status: Status,
  body?: Reply['body'],
  headers?: Reply['headers'],
): Reply<Status, never> {
  return { status, ...(body !== undefined && { body }), ...(headers && { headers }) };
}

/** Says of a reply that an earlier request with its idempotency key had it. */
export function replayed<R extends Reply>(reply: R, again: boolean): R {
  if (!again) return reply;
  return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true' } };
}
