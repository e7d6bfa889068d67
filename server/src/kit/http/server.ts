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
import { Refusal } from '../refusal.ts';
import type { HttpOptions } from './exchange.ts';

const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 72_000;
/** A longer id is an unknown one; the router must not answer for us. */
const PARAM_LENGTH_MAX = 65_536;

/** Answers what the router itself cannot read (`/%zz`), by the prefix of the API that it was for. */
export type Unreadable = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Serves a GET whose path has no parameter, found by its path alone. Fastify's router and request
 * objects cost as much as all the rest of a cached reply.
 */
type Direct = (request: IncomingMessage, response: ServerResponse, query: ParsedUrlQuery) => void;

interface Parts {
  readonly unreadable: Map<string, Unreadable>;
  readonly direct: Map<string, Direct>;
}
const parts = new WeakMap<FastifyInstance, Parts>();

/** What mounting an API adds to its server. */
export function partsOf(app: FastifyInstance): Parts {
  const found = parts.get(app);
  assert(found, 'the server was made by createHttp');
  return found;
}

/** The HTTP server without routes. Request bodies stay bytes until a route reads them. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const unreadable: Parts['unreadable'] = new Map();
  const direct: Parts['direct'] = new Map();
  const app = fastify({
    bodyLimit: bodyBytesMax,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    logger: false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: PARAM_LENGTH_MAX },
    serverFactory: (handler: RequestListener) =>
      createNodeServer(options, dispatcher(direct, handler)),
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const owner = [...unreadable].find(([prefix]) => request.url.startsWith(`${prefix}/`));
      if (owner) return owner[1](request, reply);
      return reply.code(404).send({ status: 'not found' });
    },
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  parts.set(app, { unreadable, direct });
  // Outside an API's prefix a failure says nothing but that it was ours.
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number };
    return reply.code(statusCode).send({ status: statusCode < 500 ? 'refused' : 'failed' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ status: 'not found' }));
  app.decorateRequest('exchange', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /;\s*charset="?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
    const isUtf8 = charset === undefined || /^utf-?8$/i.test(charset);
    done(isUtf8 ? null : new Refusal('unsupported_media_type'), body);
  });
  return app;
}

/** Direct calls by their path, everything else by Fastify. */
function dispatcher(direct: Parts['direct'], handler: RequestListener): RequestListener {
  return (request, response) => {
    const { method, url = '' } = request;
    if (method !== 'GET') return handler(request, response);
    const end = url.indexOf('?');
    const serve = direct.get(end < 0 ? url : url.slice(0, end));
    if (!serve) return handler(request, response);
    serve(request, response, end < 0 ? {} : parse(url.slice(end + 1)));
  };
}

function createNodeServer({ tls }: HttpOptions, listener: RequestListener): Server {
  const settings = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  return tls
    ? createHttpsServer({ ...settings, ...tls }, listener)
    : createHttpServer(settings, listener);
}
