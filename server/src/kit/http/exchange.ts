import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { required } from '../assert.ts';
import { ReaderGone } from '../database/index.ts';
import { newIdText } from '../ids.ts';
import type { Tracer } from '../tracing/index.ts';
import type { BodyLimits } from './body-pace.ts';
import type { Reply } from './call.ts';
import type { Drain } from './drain.ts';
import { problemReply, refusalOf } from './problem.ts';
import type { Incoming, State } from './run-route.ts';
import { beginRequestSpan, endRequestSpan } from './trace-request.ts';
import type { UploadPlaces } from './upload-places.ts';

/** The status that is counted for a streamed reply that broke off; its reader sees an incomplete body. */
const BROKEN_OFF = 500;
/** The same if the reader disconnected first, which is no failure of ours. Never sent (nginx counts it with this number). */
const READER_GONE = 499;

export interface HttpOptions {
  readonly publicUrl: () => string;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** The client's address, past trusted proxies. */
  readonly addressOf: (socketAddress: string, forwardedFor: string | undefined) => string;
  readonly now: () => Date;
  readonly uploads: UploadPlaces;
  readonly bodyLimits?: Partial<BodyLimits>;
  /** Called for every finished request, for metrics and the log; `error` if it was refused or failed. */
  readonly onReply: (done: Served) => void;
  readonly drain: Drain;
  /** Whether the shapes of all requests are compiled soon after the start: a program notices the milliseconds of a first use, a person does not. */
  readonly compilesAhead?: boolean;
  /** Runs a call that is declared to allow it on a standby of the database, until its reply has been sent. */
  readonly onStandby?: <Result>(work: () => Result, isOver: () => boolean) => Result;
  /** Absent: nothing is traced. */
  readonly tracer?: Tracer;
  /** The page that a browser gets at an unknown address outside every API; without it, JSON. */
  readonly notFoundPage?: () => Promise<NotFoundPage>;
}

export interface NotFoundPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

export interface Served {
  readonly requestId: string;
  readonly method: string;
  /** As it was sent: it may contain anything. */
  readonly url: string;
  /** When it arrived. */
  readonly at: Date;
  /** As its authoriser knows it; null: nobody knows who called. */
  readonly caller: unknown;
  /** The address of the client. */
  readonly address: string;
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
  readonly error?: unknown;
  /** As it was sent: it may contain anything. */
  readonly idempotencyKey?: string | string[] | undefined;
  /** The reply was that of an earlier call with the same idempotency key. */
  readonly isReplayed?: boolean;
}

/** Where a reply is written: Node's own response, or the socket of a request that Node could not parse. */
export interface Sink {
  /** The headers are names and values in turn. */
  writeHead(status: number, headers: OutgoingHttpHeader[]): unknown;
  end(body?: string | Buffer): unknown;
}

/** One request and where its reply goes. */
export interface Exchange {
  readonly response: Sink;
  readonly state: State;
  /** Counts as a call in progress. */
  isServed: boolean;
}

/** What is known of the sender of a request; a request that could not be parsed has nothing more. */
export type Arrival = Pick<IncomingMessage, 'headers' | 'method' | 'url'> & {
  readonly socket: Pick<Socket, 'remoteAddress'>;
};

/** The exchange that a response belongs to, for when the rest of its request cannot be parsed. */
const EXCHANGE = Symbol('exchange');
type Answering = Sink & { [EXCHANGE]?: Exchange };

export function exchangeOf(response: ServerResponse): Exchange | undefined {
  return (response as Answering)[EXCHANGE];
}

export type Send = (
  exchange: Exchange,
  outcome: Reply | Error | unknown,
  extra?: Readonly<Record<string, string>>,
) => void;

/** Serves a request that was admitted. */
export type Serve = (exchange: Exchange, incoming: Incoming) => void;

export type Stateful = FastifyRequest & { exchange: Exchange | null; serve: Serve | null };

/** Creates the exchange of a request; from here on we write the reply, not Fastify. */
export function takeOver(
  request: FastifyRequest,
  reply: FastifyReply,
  options: HttpOptions,
): Exchange {
  reply.hijack();
  const { exchange } = request as Stateful;
  return exchange ?? begin(request.raw, reply.raw, 'none', options);
}

export function begin(
  request: Arrival,
  response: Sink,
  operation: string,
  options: HttpOptions,
  route?: string,
): Exchange {
  const { headers, socket } = request;
  const forwardedFor = headers['x-forwarded-for'] as string | undefined;
  const at = options.now();
  const requestId = newIdText('req', at.getTime());
  const { tracer, publicUrl } = options;
  const state: State = {
    head: {
      requestId,
      // nothing: a socket that is closed has no address; its reply reaches nobody.
      address: options.addressOf(socket.remoteAddress ?? '', forwardedFor),
      authorization: headers.authorization,
      at,
      method: required(request.method, 'a request has a method'),
      headers,
    },
    // nothing: a request that could not be parsed asks for nothing.
    url: request.url ?? '',
    operation,
    began: performance.now(),
    contentType: headers['content-type'],
    quota: null,
    caller: null,
    isAuthorising: false,
    broken: null,
    answered: false,
    isOver: false,
    onClose: (listener) => onClose(response as ServerResponse, listener),
    check: null,
    owner: null,
    span: tracer && beginRequestSpan(tracer, request, { requestId, operation, route, publicUrl }),
  };
  const exchange: Exchange = { response, state, isServed: false };
  (response as Answering)[EXCHANGE] = exchange;
  return exchange;
}

/**
 * Calls back once a reply needs nothing more. Whoever has closed its half of the connection is gone, too: while a statement runs nothing is
 * written that would show it.
 */
function onClose(response: ServerResponse, listener: () => void): void {
  const { socket } = response;
  if (response.closed || socket?.readableEnded) {
    listener();
    return;
  }
  const over = () => {
    socket?.off('end', over);
    response.off('close', over);
    listener();
  };
  socket?.once('end', over);
  response.once('close', over);
}

/**
 * Writes a reply or a failure, with the headers that every reply carries, once for each request.
 * Written to the socket directly: Fastify's own way through its hooks costs as much as the rest of a
 * cached reply.
 */
export function sender(options: HttpOptions): Send {
  return (exchange, outcome, extra) => {
    const { state } = exchange;
    if (state.answered) {
      leave(exchange, options.drain);
      return;
    }
    state.answered = true;
    const { requestId } = state.head;
    const failed = outcome instanceof Error;
    const done = failed
      ? problemReply(refusalOf(outcome), requestId, options.publicUrl())
      : (outcome as Reply);
    const headers = state.quota?.headers(done.status);
    const go = (limits: Headers | undefined) =>
      write(options, exchange, { outcome, done, limits, extra });
    // A reply is not held back for what could not be counted.
    if (headers instanceof Promise) void headers.then(go, () => go(undefined));
    else go(headers);
  };
}

type Headers = Readonly<Record<string, string>>;
type Head = (number | string | string[])[];
type Parted = Reply['headers'];

interface Written {
  /** What the route returned or threw. */
  readonly outcome: unknown;
  readonly done: Reply;
  readonly limits: Headers | undefined;
  readonly extra: Headers | undefined;
}

function write(options: HttpOptions, exchange: Exchange, written: Written): void {
  const { response, state } = exchange;
  const { outcome, done } = written;
  const { requestId } = state.head;
  const failed = outcome instanceof Error;
  const { body } = done;
  const isWhole = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const head = headOf(requestId, written, options.drain.isLeaving);
  if (isWhole && body !== undefined) head.push('content-length', Buffer.byteLength(body));
  const finish = (error?: unknown) => {
    state.isOver = true;
    leave(exchange, options.drain);
    const broken = isGone(error) ? READER_GONE : BROKEN_OFF;
    const status = error instanceof ReaderGone || (error && !failed) ? broken : done.status;
    if (state.span) endRequestSpan(state.span, status, error);
    options.onReply({
      requestId,
      method: state.head.method,
      url: state.url,
      at: state.head.at,
      caller: state.caller,
      address: state.head.address,
      operation: state.operation,
      status,
      seconds: (performance.now() - state.began) / 1000,
      error: error ?? undefined,
      idempotencyKey: state.head.headers['idempotency-key'],
      isReplayed: done.headers?.['idempotent-replayed'] === 'true',
    });
  };
  const isEndless = done.endless === true;
  if (isWhole || isEndless) finish(failed ? outcome : undefined);
  response.writeHead(done.status, head);
  if (isWhole) response.end(body);
  else {
    const pieces = piecesOf(body);
    const to = response as ServerResponse;
    // Whoever has closed its half of the connection would still get a reply that ends; of this one it would get no end.
    if (isEndless) to.socket?.once('end', () => pieces.destroy());
    pipeline(pieces, to, isEndless ? () => {} : finish);
  }
}

/**
 * The headers of a reply, names and values in turn: such a list is made and written faster than an object of so many members. Of two waits the
 * longer one is said.
 */
function headOf(requestId: string, { done, limits, extra }: Written, isLeaving: boolean): Head {
  const head: Head = ['x-request-id', requestId];
  addHeaders(head, limits, done.headers, extra);
  addHeaders(head, done.headers, extra);
  addHeaders(head, extra);
  head.push('retry-after', Math.max(waitIn(limits), waitIn(done.headers)));
  if (done.body !== undefined && done.headers?.['content-type'] === undefined) {
    head.push('content-type', 'application/json; charset=utf-8');
  }
  const closes = extra?.connection ?? done.headers?.connection;
  if (isLeaving && closes === undefined) head.push('connection', 'close');
  return head;
}

function waitIn(headers: Parted): number {
  // nothing: who names no wait asks for none.
  return Number(headers?.['retry-after'] ?? 0);
}

/** Adds the headers of a part of a reply, except those that a later part names, too. */
function addHeaders(head: Head, part: Parted, later?: Parted, last?: Parted): void {
  for (const name in part) {
    const value = part[name];
    if (value === undefined || name === 'retry-after') continue;
    if (later?.[name] === undefined && last?.[name] === undefined) {
      head.push(name, value as string | string[]);
    }
  }
}

/** A stream keeps its own buffer; other pieces are taken one by one, as the reader is ready for them. */
function piecesOf(body: AsyncIterable<Buffer>): Readable {
  return body instanceof Readable ? body : Readable.from(body, { highWaterMark: 1 });
}

function leave(exchange: Exchange, drain: Drain): void {
  if (!exchange.isServed) return;
  exchange.isServed = false;
  drain.ended();
}

function isGone(error: unknown): boolean {
  if (error instanceof ReaderGone) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(code);
}
