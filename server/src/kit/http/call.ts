import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Operation as PartnerOperation } from '@psnb2b/contract';
import type { Static, TObject, TSchema } from 'typebox';
import { assert } from '../assert.ts';
import type { By } from '../by.ts';
import type { CommitCheck } from '../database/index.ts';
import type { Soon } from '../soon.ts';

/** What is known of a request before its key or session is looked up. */
export interface RequestInfo {
  readonly requestId: string;
  /** The client's address, past trusted proxies. */
  readonly address: string;
  readonly authorization: string | undefined;
  readonly at: Date;
}

/** A request as its authoriser sees it. */
export interface RequestHead extends RequestInfo {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is left of a caller's limits, and the order limit for calls that it applies to. */
export interface Quota {
  /** The contract's rate-limit headers for this reply; a 429 gets back what it spent. */
  headers(status: number): Soon<Readonly<Record<string, string>>>;
  /** Spends one order; throws `rate_limited` and spends nothing when none is left. */
  takeOrder(): Soon<void>;
  /** Refunds the order: it was a replay. */
  giveBackOrder(): Soon<void>;
}

export interface Admission<Caller> {
  readonly caller: Caller | null;
  readonly quota: Quota;
  /** Set when the caller is refused, or could not be identified; the rate-limit headers are sent all the same. */
  readonly refusal: Error | null;
  /** Whether the caller may still do what was admitted; checked before every commit of the call. */
  readonly check?: CommitCheck;
  /** The owner of what the request uses: a business, or a member of staff. */
  readonly owner?: string;
}

/** What a call of the partner API requires of its caller. */
export type Needs = Pick<PartnerOperation, 'auth' | 'scope' | 'limit'>;

/** Authenticates and authorises requests, by what the call declares that it needs. */
export interface Authoriser<Caller, Wants = Needs, Who extends By = Required<Omit<By, 'reason'>>> {
  admit(request: RequestHead, needs: Wants): Soon<Admission<Caller>>;
  /**
   * Which credentials a caller needs before a 404 or 405 is revealed: `shown` is a call on the same path with another method, or
   * null when the path leads nowhere.
   */
  unmet(shown: Wants | null): Wants;
  /** What an unreadable request needs: it is counted, and may come from anybody. */
  readonly unread: Wants;
  /** The name under which a caller's idempotency keys are stored: two callers of one name share them. */
  keysOf(caller: Caller): string;
  /** The actor of a caller's acts, for the audit. */
  byOf(caller: Caller, request: RequestInfo): Who;
}

/** The part of a call that HTTP needs; the contract's operations have more, for the authorisers. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** A missing body counts as an empty object. */
  readonly bodyOptional?: true;
  /** The body is `multipart/form-data` with one part `file`. */
  readonly upload?: true;
  /** A record is kept under its `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** A standby of the database may serve it. */
  readonly onStandby?: true;
  readonly replies: PartnerOperation['replies'];
}

/** A file as it was sent: none of these values can be trusted. */
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

/** A request that was admitted and matches the contract. */
export interface Call<
  Caller,
  Op extends Operation = PartnerOperation,
  Who extends By = Required<Omit<By, 'reason'>>,
> extends RequestInfo {
  readonly operation: string;
  readonly caller: Caller;
  /** The actor, for verbs that write to the audit. */
  readonly by: Who;
  readonly quota: Quota;
  /** Of the path; an id is given as the UUID behind it. */
  readonly params: Shaped<Op['params']>;
  readonly query: Shaped<Op['query']>;
  readonly body: Shaped<Op['body']>;
  readonly idempotency: Idempotency | null;
  /** HEAD: the reply is sent without its body, so nothing of it counts as shown. */
  readonly isHead: boolean;
  /** Present if the operation takes one. */
  readonly upload: Upload | null;
  /** A request header by lower-case name. */
  header(name: string): string | undefined;
  /** Calls back once the reply has been sent or its reader is gone, and nothing more is needed for it. */
  onClose(listener: () => void): void;
}

export interface Reply<Status extends number = number, Value = unknown> {
  readonly status: Status;
  /** A body in pieces; one that is a file of known size says so in `content-length`. */
  readonly body?: Buffer | string | AsyncIterable<Buffer> | undefined;
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** The body does not end by itself: the call counts as served once the body begins. */
  readonly endless?: true;
  /** Only for the compiler, never present: the value whose JSON `json` wrote to `body`. */
  readonly value?: Value;
}

/** The replies that an operation declares. Bodies that are not JSON, or that were written by hand, are not checked. */
export type ReplyOf<Op extends Operation> = {
  [Status in keyof Op['replies'] & number]: Reply<
    Status,
    Op['replies'][Status] extends { schema: infer Schema extends TSchema } ? Static<Schema> : never
  >;
}[keyof Op['replies'] & number];

/** A route is data: the operation says who may call it and how, the handler executes it. */
export interface Route<
  Caller,
  Op extends Operation = PartnerOperation,
  Who extends By = Required<Omit<By, 'reason'>>,
> {
  readonly operation: Op;
  readonly handle: (call: Call<Caller, Operation, Who>) => Promise<Reply> | Reply;
}

type Operations = Readonly<Record<string, Operation>>;

/** Handlers by the id of their operation, so that params, query, body and reply have the contract's types. */
type Handlers<Caller, Ops extends Operations, Who extends By> = {
  readonly [Id in keyof Ops]?: (
    call: Call<Caller, Ops[Id], Who>,
  ) => Promise<ReplyOf<Ops[Id]>> | ReplyOf<Ops[Id]>;
};

/** Writes routes of one API for one kind of caller: `on({ getOrder: async (call) => … })`. */
export function routesOf<Caller, Who extends By = Required<Omit<By, 'reason'>>>() {
  return <const Ops extends Operations>(operations: Ops) =>
    (handlers: Handlers<Caller, Ops, Who>): Route<Caller, Ops[keyof Ops], Who>[] =>
      Object.entries(handlers).map(([id, handle]) => ({
        operation: operations[id] as Ops[keyof Ops],
        handle: handle as unknown as Route<Caller, Operation, Who>['handle'],
      }));
}

/** All routes of an API. An operation without a handler is a bug, and so is one with two. */
export function everyRoute<Caller, Op extends Operation, Who extends By>(
  operations: Readonly<Record<string, Op>>,
  ...routes: readonly Route<Caller, Op, Who>[][]
): Route<Caller, Op, Who>[] {
  const all = routes.flat();
  const handlers = Map.groupBy(all, ({ operation }) => operation.id);
  for (const { id } of Object.values(operations)) {
    // nothing: one without a handler has no group.
    const count = handlers.get(id)?.length ?? 0;
    assert(count === 1, `${id} has ${count} handlers`);
  }
  return all;
}

/** A JSON reply. */
export function json<const Status extends number, const Value>(
  status: Status,
  value: Value,
  headers?: Reply['headers'],
): Reply<Status, Value> {
  return { status, body: JSON.stringify(value), headers };
}

/** A reply that is not JSON, or whose JSON is already text. */
export function raw<const Status extends number>(
  status: Status,
  body?: Reply['body'],
  headers?: Reply['headers'],
): Reply<Status, never> {
  return { status, body, headers };
}

/** An endless reply. Its body is ended by whoever writes it, or by its reader. */
export function endless<const Status extends number>(
  status: Status,
  body: Readable,
  headers?: Reply['headers'],
): Reply<Status, never> {
  return { status, body, endless: true, headers };
}

/** Marks a reply as the replay of an earlier request with the same idempotency key. */
export function replayed<R extends Reply>(reply: R, again: boolean): R {
  if (!again) return reply;
  return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true' } };
}
