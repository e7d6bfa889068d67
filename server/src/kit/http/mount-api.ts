import type { FastifyInstance, FastifyReply } from 'fastify';
import type { By } from '../by.ts';
import { databaseRefusal, OutcomeUnknown, withCommitCheck } from '../database/index.ts';
import { Refusal } from '../refusal.ts';
import { withSpan } from '../tracing/index.ts';
import { announcesBody } from './body-watch.ts';
import type { Admission, Authoriser, Operation, Route } from './call.ts';
import type { Drain } from './drain.ts';
import {
  begin,
  type Exchange,
  type HttpOptions,
  type Send,
  type Stateful,
  sender,
  takeOver,
} from './exchange.ts';
import { KeysUnderWay } from './keys-under-way.ts';
import { lazyShapes } from './lazy-shapes.ts';
import { isForm, noForm } from './parse-upload.ts';
import { refuseMethods } from './refuse-methods.ts';
import { type Incoming, runner, type State } from './run-route.ts';
import { partsOf, type Unreadable } from './server.ts';

/** A path without parameters, or with one at its end or before its last part. */
const PLAIN_PATH = /^(?<before>[^{]+)(?:\{(?<param>\w+)\}(?<after>\/[^/{]+|))?$/;

/** A server that starts is asked at once by whoever waited for it. What they need is compiled first, and all else after them. */
const COMPILE_AFTER_MS = 5_000;

/** Mounts an API under a prefix: every request below it is authorised, including those that end in a refusal or a 404. */
export function mountApi<Caller, Needs, Who extends By>(
  app: FastifyInstance,
  prefix: string,
  routes: readonly Route<Caller, Operation & Needs, Who>[],
  authoriser: Authoriser<Caller, Needs, Who>,
  options: HttpOptions,
): void {
  const send = sender(options);
  const admit = (exchange: Exchange, needs: Needs, go: () => void) => {
    const { state } = exchange;
    state.isAuthorising = true;
    const settle = (admission: Admission<Caller>) => {
      const { broken } = state;
      state.quota = admission.quota;
      state.caller = admission.caller;
      state.check = admission.check ?? null;
      state.owner = admission.owner ?? null;
      if (admission.refusal) send(exchange, admission.refusal, broken?.headers);
      else if (broken) send(exchange, broken.refusal, broken.headers);
      else if (options.drain.isStopping) send(exchange, databaseRefusal('unavailable'));
      else go();
    };
    // Whatever the authoriser wrote, the request itself had no effect.
    const fail = (error: unknown) =>
      send(
        exchange,
        error instanceof OutcomeUnknown ? databaseRefusal('unavailable', error) : toError(error),
      );
    try {
      const { span } = state;
      const ask = () => authoriser.admit(state.head, needs);
      const admission = span ? withSpan(span, ask) : ask();
      if (!(admission instanceof Promise)) settle(admission);
      else admission.then(settle).catch(fail);
    } catch (error) {
      fail(error);
    }
  };
  const { direct, named, unreadable, turnAway, bodies } = partsOf(app);
  turnAway.set(prefix, (exchange, refusal, headers) => {
    const { state } = exchange;
    state.broken = { refusal, headers };
    // A request that is being authorised is refused as soon as it is admitted.
    if (state.quota) send(exchange, refusal, headers);
    else if (!state.isAuthorising) admit(exchange, authoriser.unread, () => {});
  });
  const keys = new KeysUnderWay();
  const shapes = lazyShapes();
  let soon: NodeJS.Timeout | undefined;
  app.addHook('onListen', async () => {
    soon = setTimeout(() => shapes.compileAll(), COMPILE_AFTER_MS).unref();
  });
  app.addHook('onClose', async () => clearTimeout(soon));
  const expectRest = (exchange: Exchange, { raw }: FastifyReply) => {
    options.drain.arriving(exchange, () => send(exchange, databaseRefusal('unavailable')));
    raw.once('close', () => options.drain.arrived(exchange));
  };
  app.register(
    async (api) => {
      api.setErrorHandler((error, request, reply) => {
        const { raw } = request;
        const isBrokenOff = announcesBody(raw) && raw.destroyed && !raw.complete;
        send(takeOver(request, reply, options), isBrokenOff ? brokenOff() : error);
      });
      const notFound: Unreadable = (request, reply) => {
        const exchange = takeOver(request, reply, options);
        admit(exchange, authoriser.unmet(null), () => send(exchange, new Refusal('not_found')));
      };
      unreadable.set(prefix, notFound);
      refuseMethods(app, api, byPath(routes), {
        notFound,
        notAllowed: (request, reply, { operations, allow }) => {
          const exchange = takeOver(request, reply, options);
          const refusal = new Refusal('method_not_allowed');
          const needs = authoriser.unmet(operations[0] ?? null);
          admit(exchange, needs, () => send(exchange, refusal, { allow }));
        },
      });
      if (routes.some(({ operation }) => operation.upload)) {
        // The route reads the body in pieces, once there is a place for it.
        api.addContentTypeParser('multipart/form-data', (_request, _body, done) => done(null));
      }
      for (const each of routes) {
        const { operation } = each;
        const route = `${prefix}${operation.path}`;
        const uploads = { places: options.uploads, bodies };
        const run = runner(each, uploads, keys, shapes, authoriser);
        const { onStandby } = options;
        const where =
          operation.onStandby && onStandby
            ? (incoming: Incoming, state: State) =>
                onStandby(
                  () => run(incoming, state),
                  () => state.isOver,
                )
            : run;
        const serve = server(where, send, options.drain);
        const { before = '', param, after = '' } = PLAIN_PATH.exec(operation.path)?.groups ?? {};
        const isHidden = param !== undefined && hasNeighbours(routes, before, after);
        if (operation.method === 'GET' && before !== '' && !isHidden) {
          const calls = param === undefined ? direct : named;
          calls.set(`${prefix}${before}${after}`, (request, response, query, word) => {
            const exchange = begin(request, response, operation.id, options, route);
            const { headers, url = '' } = request;
            const params = param === undefined ? {} : { [param]: word };
            const incoming = { url, headers, query, params, body: undefined };
            admit(exchange, operation, () => serve(exchange, incoming));
          });
        }
        api.route({
          method: operation.method,
          url: fastifyPath(operation.path),
          config: { operation: operation.id },
          onRequest: (request, reply, done) => {
            const exchange = begin(request.raw, reply.raw, operation.id, options, route);
            (request as Stateful).exchange = exchange;
            if (!operation.upload) delete request.raw.headers['content-type'];
            admit(exchange, operation, () => {
              if (operation.upload && !isForm(exchange.state.contentType)) {
                send(exchange, noForm());
                return;
              }
              if (operation.method !== 'GET') expectRest(exchange, reply);
              done();
            });
          },
          handler: (request, reply) => serve(takeOver(request, reply, options), request),
        });
      }
    },
    { prefix },
  );
}

/** Whether another call has a path of its own where a parameter may be: the router must tell the two apart. */
function hasNeighbours(
  routes: readonly { readonly operation: Operation }[],
  before: string,
  after: string,
) {
  return routes.some(({ operation: { method, path } }) => {
    const isAround = method !== 'GET' && path.startsWith(before) && path.endsWith(after);
    return isAround && /^[^/{]+$/.test(path.slice(before.length, path.length - after.length));
  });
}

function server(run: ReturnType<typeof runner>, send: Send, drain: Drain) {
  return (exchange: Exchange, incoming: Incoming): void => {
    drain.arrived(exchange);
    if (drain.isStopping) {
      send(exchange, databaseRefusal('unavailable'));
      return;
    }
    exchange.isServed = true;
    drain.began();
    const fail = (error: unknown) => send(exchange, toError(error));
    try {
      const { state } = exchange;
      const { check } = state;
      const { span } = state;
      const serve = () => run(incoming, state);
      const checked = check ? () => withCommitCheck(check, serve) : serve;
      const done = span ? withSpan(span, checked) : checked();
      if (!(done instanceof Promise)) send(exchange, done);
      else done.then((late) => send(exchange, late), fail);
    } catch (error) {
      fail(error);
    }
  };
}

/** Called for a body that broke off. Nobody reads the reply, but the count and the log are correct. */
function brokenOff(): Refusal {
  const detail = 'The body broke off before its end.';
  return new Refusal('malformed_request', {}, { detail, internal: 'broken off' });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('something else than an error was thrown');
}

function fastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function byPath<Op extends Operation>(routes: readonly { readonly operation: Op }[]) {
  const groups = Map.groupBy(routes, (each) => fastifyPath(each.operation.path));
  return [...groups].map(([path, group]) => ({
    path,
    operations: group.map((each) => each.operation),
  }));
}
