import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { By } from '../by.ts';
import { databaseRefusal, OutcomeUnknown, withCommitCheck } from '../database/index.ts';
import { Refusal } from '../refusal.ts';
import { withSpan } from '../tracing/index.ts';
import { announcesBody } from './body-watch.ts';
import type { Admission, Authoriser, Operation, Route } from './call.ts';
import { callTree, type Place, partsOfUrl } from './call-tree.ts';
import type { Drain } from './drain.ts';
import {
  begin,
  type Exchange,
  type HttpOptions,
  type Send,
  type Serve,
  type Stateful,
  sender,
  takeOver,
} from './exchange.ts';
import { KeysUnderWay } from './keys-under-way.ts';
import { lazyShapes } from './lazy-shapes.ts';
import { isForm, noForm } from './parse-upload.ts';
import { type Incoming, runner, type State } from './run-route.ts';
import { partsOf, ROUTED_METHODS, type Unreadable } from './server.ts';

/** A path without parameters, or with one at its end or before its last part. */
const PLAIN_PATH = /^(?<before>[^{]+)(?:\{(?<param>\w+)\}(?<after>\/[^/{]+|))?$/;

/** A server that starts is asked at once by whoever waited for it. What they need is compiled first, and the rest after them. */
const COMPILE_AFTER_MS = 5_000;

/** A call of an API. */
interface Mounted<Needs> {
  readonly operation: Operation & Needs;
  /** Its path, as traces name it. */
  readonly route: string;
  readonly serve: Serve;
}

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
  if (options.compilesAhead) {
    app.addHook('onListen', async () => {
      soon = setTimeout(() => shapes.compileAll(), COMPILE_AFTER_MS).unref();
    });
    app.addHook('onClose', async () => clearTimeout(soon));
  }
  const expectRest = (exchange: Exchange, { raw }: FastifyReply) => {
    options.drain.arriving(exchange, () => send(exchange, databaseRefusal('unavailable')));
    raw.once('close', () => options.drain.arrived(exchange));
  };
  const skipped = prefix.split('/').length;
  const tree = callTree<Mounted<Needs>>();
  const mounts = routes.map((each): Mounted<Needs> => {
    const { operation } = each;
    const run = runner(each, { places: options.uploads, bodies }, keys, shapes, authoriser);
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
    const route = `${prefix}${operation.path}`;
    return { operation, route, serve };
  });
  for (const each of mounts) tree.add(each.operation.method, each.operation.path, each);
  for (const { operation, route, serve } of mounts) {
    const { before = '', param, after = '' } = PLAIN_PATH.exec(operation.path)?.groups ?? {};
    if (operation.method !== 'GET' || before === '') continue;
    if (param !== undefined && tree.refusesWord(before, after)) continue;
    const calls = param === undefined ? direct : named;
    calls.set(`${prefix}${before}${after}`, (request, response, query, word) => {
      const exchange = begin(request, response, operation.id, options, route);
      const { headers, url = '' } = request;
      const params = param === undefined ? {} : { [param]: word };
      const incoming = { url, headers, query, params, body: undefined };
      admit(exchange, operation, () => serve(exchange, incoming));
    });
  }
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
      const notAllowed = (
        request: FastifyRequest,
        reply: FastifyReply,
        place: Place<Mounted<Needs>>,
      ) => {
        const exchange = takeOver(request, reply, options);
        const refusal = new Refusal('method_not_allowed');
        const [first] = place.values();
        const needs = authoriser.unmet(first?.operation ?? null);
        const allow = [...place.keys()].join(', ');
        admit(exchange, needs, () => send(exchange, refusal, { allow }));
      };
      if (routes.some(({ operation }) => operation.upload)) {
        // The route reads the body in pieces, once there is a place for it.
        api.addContentTypeParser('multipart/form-data', (_request, _body, done) => done(null));
      }
      const onRequest = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
        const { raw } = request;
        const found = tree.find(partsOfUrl(request.url, skipped));
        if (found === null) return notFound(request, reply);
        const mounted = found.place.get(request.method);
        if (!mounted) return notAllowed(request, reply, found.place);
        const { operation, route, serve } = mounted;
        const exchange = begin(raw, reply.raw, operation.id, options, route);
        request.params = found.params;
        const stateful = request as Stateful;
        stateful.exchange = exchange;
        stateful.serve = serve;
        if (!operation.upload) delete raw.headers['content-type'];
        admit(exchange, operation, () => {
          if (operation.upload && !isForm(exchange.state.contentType)) {
            send(exchange, noForm());
            return;
          }
          if (operation.method !== 'GET') expectRest(exchange, reply);
          done();
        });
      };
      const handler = (request: FastifyRequest, reply: FastifyReply) => {
        const exchange = takeOver(request, reply, options);
        (request as Stateful).serve?.(exchange, request);
      };
      // Fastify has one route for all calls: mounting each there would take longer than all else that a start does.
      for (const url of ['', '/*']) {
        const method = [...ROUTED_METHODS];
        api.route({ method, url, exposeHeadRoute: false, onRequest, handler });
      }
    },
    { prefix },
  );
}

function server(run: ReturnType<typeof runner>, send: Send, drain: Drain): Serve {
  return (exchange, incoming) => {
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
