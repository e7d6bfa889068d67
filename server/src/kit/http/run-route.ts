import type { IncomingHttpHeaders } from 'node:http';
import { type CommitCheck, withEffects } from '../database/index.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { Call, Idempotency, Knock, Operation, Quota, Reply, Route, Upload } from './call.ts';
import { requestFingerprint } from './canonical.ts';
import type { KeysUnderWay } from './keys-under-way.ts';
import { parseUpload } from './parse-upload.ts';
import { readQuery } from './query.ts';
import { mustBePlain, readBody } from './read-body.ts';
import { compileShape } from './validate.ts';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** A request as far as a route reads it. */
export interface Incoming {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** What is known of a request while it is served. */
export interface State {
  readonly visit: Knock;
  readonly operation: string;
  readonly began: number;
  /** As it was sent; Fastify does not see it, for it would judge it where there is no body. */
  readonly contentType: string | undefined;
  quota: Quota | null;
  caller: unknown;
  /** Whether a gate was asked to admit it. */
  atGate: boolean;
  /** Why the rest of the request cannot be read: told instead of what its route would say. */
  broken: { readonly refusal: Refusal; readonly headers: Readonly<Record<string, string>> } | null;
  /** It has its reply. */
  answered: boolean;
  check: CommitCheck | null;
}

/** Parses and checks a request by its operation, then hands it to the route. */
export function runner<Caller>(
  { operation, handle }: Route<Caller, Operation>,
  keys: KeysUnderWay,
  keysOf: (caller: Caller) => string,
) {
  const act: typeof handle =
    operation.method === 'GET' ? handle : (call) => withEffects(() => handle(call));
  const bodyShape = operation.body && compileShape(operation.body);
  const queryShape = operation.query && compileShape(operation.query);
  const serve = (request: Incoming, state: State, upload: Upload | null) => {
    const { body: bytes, headers } = request;
    const { contentType } = state;
    const body = upload ? undefined : readBody(operation, { bytes, headers, contentType });
    const { value: query, faults } = readQuery(
      operation.query,
      request.query as Record<string, string>,
    );
    if (bodyShape) faults.push(...bodyShape(body));
    if (request.url.includes('?') || operation.query?.required) {
      faults.push(...(queryShape?.(query) ?? Object.keys(query).map(unknownParameter)));
    }
    if (faults.length > 0) throw invalid(...faults);
    const { requestId, address, authorization, at } = state.visit;
    const caller = state.caller as Caller | null;
    const idempotency = readIdempotency(operation, request, body);
    const call: Call<Caller, Operation> = {
      requestId,
      address,
      authorization,
      at,
      caller: caller as Caller,
      quota: state.quota as Quota,
      params: request.params as never,
      query: query as never,
      body: body as never,
      idempotency,
      isHead: state.visit.method === 'HEAD',
      upload,
      header: (name) => request.headers[name] as string | undefined,
    };
    if (!idempotency || !operation.idempotent || caller === null) return act(call);
    return keys.serve(`${keysOf(caller)} ${idempotency.key}`, async () => act(call));
  };
  return (request: Incoming, state: State): Reply | Promise<Reply> => {
    if (!operation.upload) return serve(request, state, null);
    mustBePlain(request.headers['content-encoding']);
    const parsed = parseUpload(request.body, request.headers['content-type']);
    return parsed.then((upload) => serve(request, state, upload));
  };
}

function unknownParameter(name: string) {
  return {
    pointer: `/${name}`,
    code: 'unknown_member',
    detail: 'It is not known here; remove it.',
  };
}

/** Two header lines arrive joined by `, `, and a space is not a visible character: refused. */
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
