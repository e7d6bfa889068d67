import { bodyBytesMax } from '@psnb2b/contract';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { newIdText } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Admission, Gate, Needs, Reply, Route } from './call.ts';
import { problemReply, refusalOf } from './problem.ts';
import { runner, type State } from './run-route.ts';

const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 72_000;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
/** A longer id is an unknown one; the router must not answer for us. */
const PARAM_LENGTH_MAX = 65_536;
/** A call to no route is counted like any other. */
const NO_ROUTE: Needs = { auth: 'key', scope: null, limit: 'requests' };

export interface HttpOptions {
  readonly publicUrl: () => string;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** The client's address, past trusted proxies. */
  readonly addressOf: (socketAddress: string, forwardedFor: string | undefined) => string;
  readonly now: () => Date;
  /** Every finished request, for metrics and the log; `error` where something of ours failed. */
  readonly onReply: (done: Done) => void;
}

export interface Done {
  readonly requestId: string;
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
  readonly error?: unknown;
}

/** Answers what the router itself cannot read (`/%zz`), by the prefix of the API that it was for. */
type Unreadable = (request: FastifyRequest, reply: FastifyReply) => void;
const unreadable = new WeakMap<FastifyInstance, Map<string, Unreadable>>();

/** The HTTP server without routes. Request bodies stay bytes until a route reads them. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const byPrefix = new Map<string, Unreadable>();
  const app = fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    logger: false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: PARAM_LENGTH_MAX },
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const owner = [...byPrefix].find(([prefix]) => request.url.startsWith(`${prefix}/`));
      if (owner) return owner[1](request, reply);
      return reply.code(404).send({ status: 'not found' });
    },
    ...(options.tls && { https: options.tls }),
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  unreadable.set(app, byPrefix);
  // Outside an API's prefix a failure says nothing but that it was ours.
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number };
    return reply.code(statusCode).send({ status: statusCode < 500 ? 'refused' : 'failed' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ status: 'not found' }));
  app.decorateRequest('state', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /;\s*charset="?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
    const isUtf8 = charset === undefined || /^utf-?8$/i.test(charset);
    done(isUtf8 ? null : new Refusal('unsupported_media_type'), body);
  });
  return app;
}

/** Mounts an API under a prefix: every reply in it, refusals and 404s included, passes the gate. */
export function mountApi<Caller>(
  app: FastifyInstance,
  prefix: string,
  routes: readonly Route<Caller>[],
  gate: Gate<Caller>,
  options: HttpOptions,
): void {
  app.register(
    async (api) => {
      const send = sender(options);
      const admit = (
        request: FastifyRequest,
        reply: FastifyReply,
        needs: Needs,
        go: () => void,
      ) => {
        const state = begin(request, options);
        const settle = (admission: Admission<Caller>) => {
          state.quota = admission.quota;
          state.caller = admission.caller;
          const against = admission.refusal ?? admission.failure;
          if (against) send(request, reply, against);
          else go();
        };
        const admission = gate.admit(state.visit, needs);
        if (!(admission instanceof Promise)) settle(admission);
        else admission.then(settle, (error) => send(request, reply, error));
      };
      api.setErrorHandler((error, request, reply) => send(request, reply, error));
      const notFound: Unreadable = (request, reply) =>
        admit(request, reply, NO_ROUTE, () => send(request, reply, new Refusal('not_found')));
      unreadable.get(app)?.set(prefix, notFound);
      api.setNotFoundHandler(notFound);
      for (const { path, operations } of byPath(routes)) {
        const others = METHODS.filter((method) => !operations.some((o) => o.method === method));
        const allow = operations.map((operation) => operation.method).join(', ');
        const needs: Needs = { auth: operations[0]?.auth ?? 'key', scope: null, limit: 'requests' };
        api.route({
          method: others,
          url: path,
          onRequest: (request, reply, done) => admit(request, reply, needs, done),
          handler: (request, reply) => {
            send(request, reply, new Refusal('method_not_allowed'), { allow });
          },
        });
      }
      for (const each of routes) {
        const { operation } = each;
        const run = runner(each);
        api.route({
          method: operation.method,
          url: fastifyPath(operation.path),
          config: { operation: operation.id },
          onRequest: (request, reply, done) => admit(request, reply, operation, done),
          handler: (request, reply) => {
            const fail = (error: unknown) => send(request, reply, error);
            try {
              const done = run(request, stateOf(request) as State);
              if (!(done instanceof Promise)) send(request, reply, done);
              else done.then((late) => send(request, reply, late), fail);
            } catch (error) {
              fail(error);
            }
          },
        });
      }
    },
    { prefix },
  );
}

type Stateful = FastifyRequest & { state: State | null };

function stateOf(request: FastifyRequest): State | null {
  return (request as Stateful).state;
}

function begin(request: FastifyRequest, options: HttpOptions): State {
  const { headers, raw } = request;
  const forwardedFor = headers['x-forwarded-for'] as string | undefined;
  const state: State = {
    visit: {
      requestId: newIdText('req'),
      address: options.addressOf(raw.socket.remoteAddress ?? '', forwardedFor),
      authorization: headers.authorization,
      at: options.now(),
    },
    began: performance.now(),
    quota: null,
    caller: null,
  };
  (request as Stateful).state = state;
  return state;
}

/**
 * Writes a reply or a failure, with the headers that every reply carries. Written to the socket
 * directly: Fastify's own way through its hooks costs as much as the rest of a cached reply.
 */
function sender(options: HttpOptions) {
  return (
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Reply | Error | unknown,
    extra?: Readonly<Record<string, string>>,
  ): void => {
    const state = stateOf(request) ?? begin(request, options);
    const { requestId } = state.visit;
    const failed = outcome instanceof Error;
    const done = failed
      ? problemReply(refusalOf(outcome), requestId, options.publicUrl())
      : (outcome as Reply);
    const limits = state.quota?.headers(done.status);
    const headers: Record<string, string | number> = {
      'x-request-id': requestId,
      ...limits,
      ...done.headers,
      ...extra,
    };
    const wait = Math.max(
      Number(limits?.['retry-after'] ?? 0),
      Number(done.headers?.['retry-after'] ?? 0),
    );
    headers['retry-after'] = wait;
    if (done.body !== undefined) {
      headers['content-type'] ??= 'application/json; charset=utf-8';
      headers['content-length'] = Buffer.byteLength(done.body);
    }
    options.onReply({
      requestId,
      operation: (request.routeOptions.config as { operation?: string }).operation ?? 'none',
      status: done.status,
      seconds: (performance.now() - state.began) / 1000,
      ...(failed && { error: outcome }),
    });
    reply.hijack();
    reply.raw.writeHead(done.status, headers);
    reply.raw.end(done.body);
  };
}

function fastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function byPath<Caller>(routes: readonly Route<Caller>[]) {
  const groups = Map.groupBy(routes, (each) => fastifyPath(each.operation.path));
  return [...groups].map(([path, group]) => ({
    path,
    operations: group.map((each) => each.operation),
  }));
}
