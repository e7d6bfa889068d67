import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type ParsedUrlQuery, parse } from 'node:querystring';
import { bodyBytesMax } from '@psnb2b/contract';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { assert } from '../assert.ts';
import { arrivalFault } from './arrival-fault.ts';
import { BodyWatch } from './body-watch.ts';
import { begin, type HttpOptions } from './exchange.ts';
import { chooseType } from './negotiate.ts';
import { answering, refuseUnread, type TurnAway, UNREAD } from './refuse-unread.ts';

const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 72_000;
/** The methods that the router knows; all others are handled like OPTIONS, which no call has. */
export const ROUTED_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const ROUTED: ReadonlySet<string> = new Set(ROUTED_METHODS);
/** Longer ids are unknown ids; the limit is high enough that the router does not refuse them itself. */
const PARAM_LENGTH_MAX = 65_536;

/** Answers paths that the router itself cannot decode (`/%zz`), by the prefix of the API that they were for. */
export type Unreadable = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Serves a GET that is found by its path alone: it has no parameter, or one plain word at its end or before its last part. Fastify's router
 * and request objects would cost as much as all the rest of a cached reply.
 */
type Direct = (
  request: IncomingMessage,
  response: ServerResponse,
  query: ParsedUrlQuery,
  word: string,
) => void;
/** A parameter that reads the same encoded and decoded. */
const PLAIN_WORD = /^[\w-]{1,64}$/;

interface Parts {
  readonly unreadable: Map<string, Unreadable>;
  /** By its path. */
  readonly direct: Map<string, Direct>;
  /** With a parameter: by its path without that, and with all slashes. */
  readonly named: Map<string, Direct>;
  /** How each API refuses requests that reach none of its routes, by its prefix. */
  readonly turnAway: Map<string, TurnAway>;
  readonly bodies: BodyWatch;
}
const parts = new WeakMap<FastifyInstance, Parts>();

/** What mounting an API adds to its server. */
export function partsOf(app: FastifyInstance): Parts {
  const found = parts.get(app);
  assert(found, 'the server was made by createHttp');
  return found;
}

/** Creates the HTTP server without routes. Request bodies stay bytes until a route reads them. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const unreadable: Parts['unreadable'] = new Map();
  const direct: Parts['direct'] = new Map();
  const named: Parts['named'] = new Map();
  const turnAway: Parts['turnAway'] = new Map();
  const bodies = new BodyWatch(options.bodyLimits);
  const app = fastify({
    bodyLimit: bodyBytesMax,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    logger: false,
    // `refuseUnread` answers these, on the server itself.
    clientErrorHandler: () => {},
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: PARAM_LENGTH_MAX },
    serverFactory: (handler: RequestListener) =>
      createNodeServer(options, { turnAway, bodies }, dispatcher({ direct, named }, handler)),
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const owner = [...unreadable].find(([prefix]) => request.url.startsWith(`${prefix}/`));
      if (owner) return owner[1](request, reply);
      return sendNotFound(options, request, reply);
    },
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  parts.set(app, { unreadable, direct, named, turnAway, bodies });
  // Outside an API's prefix a failure reveals only that it was ours.
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number };
    return reply.code(statusCode).send({ status: statusCode < 500 ? 'refused' : 'failed' });
  });
  app.setNotFoundHandler((request, reply) => {
    const page = pageBefore(request.url);
    if (page !== null && request.method in READS) return reply.redirect(page, 308);
    return sendNotFound(options, request, reply);
  });
  app.decorateRequest('exchange', null);
  app.decorateRequest('serve', null);
  app.removeAllContentTypeParsers();
  // Of any type: the route decides what a body may be, once a route was found.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  return app;
}

const READS = { GET: true, HEAD: true };

/** A person who opens an address gets a page, a program gets JSON. */
async function sendNotFound(
  { notFoundPage }: HttpOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const type = chooseType(request.headers.accept, ['application/json', 'text/html']);
  reply.code(404).header('vary', 'Accept');
  if (!notFoundPage || type !== 'text/html') return reply.send({ status: 'not found' });
  const { headers, html } = await notFoundPage();
  return reply.headers(headers).type('text/html; charset=utf-8').send(html);
}

/** A page's address without trailing slashes; null if it has none, or if the result could be another host's address. */
function pageBefore(url: string): string | null {
  const [, path, query = ''] = /^(\/[^/\\?#][^?#]*?)\/+(\?.*)?$/.exec(url) ?? [];
  return path === undefined ? null : path + query;
}

/** Serves direct calls by their path, everything else through Fastify. */
function dispatcher(
  { direct, named }: Pick<Parts, 'direct' | 'named'>,
  handler: RequestListener,
): RequestListener {
  return (request, response) => {
    const { method = '', url = '' } = request;
    if (method !== 'GET' && method !== 'HEAD') {
      if (!ROUTED.has(method)) request.method = 'OPTIONS';
      return handler(request, response);
    }
    const end = url.indexOf('?');
    const path = end < 0 ? url : url.slice(0, end);
    const query = () => (end < 0 ? {} : parse(url.slice(end + 1)));
    const serve = direct.get(path);
    if (serve) return serve(request, response, query(), '');
    const last = path.lastIndexOf('/');
    for (const [from, to] of [
      [last + 1, path.length],
      [path.lastIndexOf('/', last - 1) + 1, last],
    ] as const) {
      const word = path.slice(from, to);
      const serveNamed = PLAIN_WORD.test(word) && named.get(path.slice(0, from) + path.slice(to));
      if (serveNamed) return serveNamed(request, response, query(), word);
    }
    handler(request, response);
  };
}

/** A body that did not arrive in time, as Node itself reports it. */
class BodyTimedOut extends Error {
  readonly code = 'ERR_HTTP_REQUEST_TIMEOUT';
}

/**
 * A request for another protocol, which nobody has to grant. Node's parser stops after such a request and loses bytes that came
 * with it. So its connection ends, and its sender knows that they were never read.
 */
function wantsUpgrade({ headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined && /\bupgrade\b/i.test(headers.connection ?? '');
}

function createNodeServer(
  options: HttpOptions,
  { turnAway, bodies }: Pick<Parts, 'turnAway' | 'bodies'>,
  listener: RequestListener,
): Server {
  const { tls } = options;
  const settings = {
    // We watch bodies ourselves, because an upload may take longer than anything else.
    requestTimeout: 0,
    headersTimeout: HEADERS_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Nobody waits for the events of a stream without a body.
    optimizeEmptyRequests: true,
    // Node would refuse it without a sentence; `arrivalFault` does it instead.
    requireHostHeader: false,
    // Node itself sets this only for plain HTTP.
    allowHalfOpen: true,
  };
  const server: Server & { httpAllowHalfOpen?: boolean } = tls
    ? createHttpsServer({ ...settings, ...tls })
    : createHttpServer(settings);
  // A client that has sent everything may close its half of the connection and still gets its reply (RFC 9112, section 9.6).
  server.httpAllowHalfOpen = true;
  const refuse: TurnAway = (exchange, refusal, headers) => {
    const [first] = turnAway.values();
    assert(first, 'an API is mounted');
    first(exchange, refusal, headers);
  };
  server.on('request', (request, response) => {
    answering(request.socket, response);
    if (wantsUpgrade(request)) response.shouldKeepAlive = false;
    bodies.begin(request, () => server.emit('clientError', new BodyTimedOut(), request.socket));
    const fault = arrivalFault(request);
    if (!fault) return listener(request, response);
    refuse(begin(request, response, UNREAD, options), fault, { connection: 'close' });
  });
  refuseUnread(server, refuse, options);
  return server;
}
