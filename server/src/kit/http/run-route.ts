import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { fileBytesMax, uploadBytesMax } from '@psnb2b/contract';
import { assert } from '../assert.ts';
import type { By } from '../by.ts';
import { type CommitCheck, withEffects } from '../database/index.ts';
import { type FieldError, invalid, Refusal } from '../refusal.ts';
import type { TraceSpan } from '../tracing/index.ts';
import { bodyTooLarge } from './body-too-large.ts';
import type { BodyWatch } from './body-watch.ts';
import type {
  Authoriser,
  Call,
  Idempotency,
  Operation,
  Quota,
  Reply,
  RequestHead,
  Route,
  Upload,
} from './call.ts';
import { requestFingerprint } from './canonical.ts';
import type { KeysUnderWay } from './keys-under-way.ts';
import type { LazyShapes } from './lazy-shapes.ts';
import { paramsReader } from './params.ts';
import { readQuery } from './query.ts';
import { mustBePlain, readBody } from './read-body.ts';
import { type Receiving, receiveUpload } from './receive-upload.ts';
import type { UploadPlaces } from './upload-places.ts';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** The part of a request that a route reads. */
export interface Incoming {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** The stream of the body, if the route reads it itself. */
  readonly raw?: IncomingMessage;
}

/** State of a request while it is served. */
export interface State {
  readonly head: RequestHead;
  readonly operation: string;
  /** As it was sent. */
  readonly url: string;
  readonly began: number;
  /** Its Content-Type as it was sent. Fastify does not see it, because Fastify would judge a body even where there is none. */
  readonly contentType: string | undefined;
  quota: Quota | null;
  caller: unknown;
  /** Whether its authorisation has begun. */
  isAuthorising: boolean;
  /** Why the rest of the request cannot be read: sent instead of the route's reply. */
  broken: { readonly refusal: Refusal; readonly headers: Readonly<Record<string, string>> } | null;
  /** It has its reply. */
  answered: boolean;
  /** Its reply has been sent completely, or broke off. */
  isOver: boolean;
  /** Calls back once its connection needs nothing more of it. */
  readonly onClose: (listener: () => void) => void;
  check: CommitCheck | null;
  /** The owner of what it uses; null: only its address. */
  owner: string | null;
  /** Of its trace, if that is recorded. */
  readonly span: TraceSpan | undefined;
}

/** Where uploads wait, and what watches them arrive. */
export interface Uploads {
  readonly places: UploadPlaces;
  readonly bodies: BodyWatch;
}

/** Parses and checks a request by its operation, then calls the route. */
export function runner<Caller, Who extends By>(
  { operation, handle }: Route<Caller, Operation, Who>,
  uploads: Uploads,
  keys: KeysUnderWay,
  shapes: LazyShapes,
  { keysOf, byOf }: Pick<Authoriser<Caller, never, Who>, 'keysOf' | 'byOf'>,
) {
  const act: typeof handle =
    operation.method === 'GET' ? handle : (call) => withEffects(() => handle(call));
  const bodyShape = operation.body && shapes.of(operation.body);
  const queryShape = operation.query && shapes.of(operation.query);
  const readParams = paramsReader(operation.params);
  const serve = (request: Incoming, state: State, upload: Upload | null) => {
    const { body: bytes, headers } = request;
    const { contentType } = state;
    const body = upload ? undefined : readBody(operation, { bytes, headers, contentType });
    const asks = request.url.includes('?');
    const { value: query, faults } = asks
      ? readQuery(operation.query, request.query as Record<string, string>)
      : { value: {}, faults: [] };
    if (bodyShape) faults.push(...bodyShape(body));
    if (asks || operation.query?.required) {
      faults.push(...(queryShape?.(query) ?? Object.keys(query).map(unknownParameter)));
    }
    if (faults.length > 0) throw invalid(...faults);
    const { requestId, address, authorization, at } = state.head;
    const caller = state.caller as Caller | null;
    const idempotency = readIdempotency(operation, request, body);
    const call: Call<Caller, Operation, Who> = {
      operation: operation.id,
      requestId,
      address,
      authorization,
      at,
      caller: caller as Caller,
      by: (caller === null ? null : byOf(caller, state.head)) as Who,
      quota: state.quota as Quota,
      params: readParams(request.params as Record<string, string>) as never,
      query: query as never,
      body: body as never,
      idempotency,
      isHead: state.head.method === 'HEAD',
      upload,
      header: (name) => request.headers[name] as string | undefined,
      onClose: state.onClose,
    };
    if (!idempotency || !operation.idempotent || caller === null) return act(call);
    return keys.serve(`${keysOf(caller)} ${idempotency.key}`, async () => act(call));
  };
  return (request: Incoming, state: State): Reply | Promise<Reply> => {
    if (!operation.upload) return serve(request, state, null);
    mustBePlain(request.headers['content-encoding']);
    return withUpload(uploads, request, state, (upload) => serve(request, state, upload));
  };
}

/** Serves a request whose body is a file: it gets a place before the first byte is read. */
async function withUpload(
  { places, bodies }: Uploads,
  { raw, headers }: Incoming,
  { owner, head, contentType }: State,
  serve: (upload: Upload) => Reply | Promise<Reply>,
): Promise<Reply> {
  assert(raw, 'an upload comes with its request');
  if (Number(headers['content-length'] ?? 0) > uploadBytesMax) throw bodyTooLarge(fileBytesMax);
  let receiving: Receiving | null = null;
  const stop = (refusal: Refusal) => receiving?.stop(refusal);
  const { address } = head;
  const place = places.enter({ owner: owner ?? address, address }, stop);
  try {
    const pace = bodies.upload(raw, stop);
    raw.once('end', () => place.complete());
    receiving = receiveUpload(raw, contentType ?? '', (bytes) => {
      pace.took(bytes);
      place.take(bytes);
    });
    return await serve(await receiving.upload);
  } finally {
    place.leave();
  }
}

function unknownParameter(name: string): FieldError {
  return {
    pointer: `/${name}`,
    code: 'unknown_member',
    detail: 'It is not known here; remove it.',
  };
}

/** Node joins two header lines by `, `; a space is not a visible character, so the pair is refused. */
function readIdempotency(
  operation: Operation,
  request: Incoming,
  body: unknown,
): Idempotency | null {
  const key = request.headers['idempotency-key'] as string | undefined;
  if (operation.method !== 'POST' || key === undefined) return null;
  if (!IDEMPOTENCY_KEY.test(key)) throw new Refusal('idempotency_key_invalid');
  const path = request.url.split('?', 1)[0] as string;
  const query = request.query as Record<string, unknown>;
  return { key, fingerprint: requestFingerprint(operation.method, { path, query }, body) };
}
