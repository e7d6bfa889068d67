import { uploadBytesMax } from '@psnb2b/contract';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { Admission, Gate, Operation, Route } from './call.ts';
import {
  begin,
  type Exchange,
  type HttpOptions,
  type Send,
  type Stateful,
  sender,
  takeOver,
} from './exchange.ts';
import { type Incoming, runner } from './run-route.ts';
import { partsOf, type Unreadable } from './server.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Mounts an API under a prefix: every reply in it, refusals and 404s included, passes the gate. */
export function mountApi<Caller, Needs>(
  app: FastifyInstance,
  prefix: string,
  routes: readonly Route<Caller, Operation & Needs>[],
  gate: Gate<Caller, Needs>,
  options: HttpOptions,
): void {
  const send = sender(options);
  const admit = (exchange: Exchange, needs: Needs, go: () => void) => {
    const { state } = exchange;
    const settle = (admission: Admission<Caller>) => {
      state.quota = admission.quota;
      state.caller = admission.caller;
      if (admission.refusal) send(exchange, admission.refusal);
      else go();
    };
    const fail = (error: unknown) => send(exchange, toError(error));
    try {
      const admission = gate.admit(state.visit, needs);
      if (!(admission instanceof Promise)) settle(admission);
      else admission.then(settle).catch(fail);
    } catch (error) {
      fail(error);
    }
  };
  const { direct, unreadable } = partsOf(app);
  app.register(
    async (api) => {
      api.setErrorHandler((error, request, reply) => {
        send(takeOver(request, reply, options), error);
      });
      const notFound: Unreadable = (request, reply) => {
        const exchange = takeOver(request, reply, options);
        admit(exchange, gate.unmet(null), () => send(exchange, new Refusal('not_found')));
      };
      unreadable.set(prefix, notFound);
      api.setNotFoundHandler(notFound);
      if (routes.some(({ operation }) => operation.upload)) {
        api.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_, body, done) =>
          done(null, body),
        );
      }
      for (const { path, operations } of byPath(routes)) {
        const others = METHODS.filter((method) => !operations.some((o) => o.method === method));
        const allow = operations.map((operation) => operation.method).join(', ');
        const needs = gate.unmet(operations[0] ?? null);
        api.route({
          method: others,
          url: path,
          onRequest: (request, reply) => {
            const exchange = takeOver(request, reply, options);
            const refusal = new Refusal('method_not_allowed');
            admit(exchange, needs, () => send(exchange, refusal, { allow }));
          },
          handler: () => {},
        });
      }
      for (const each of routes) {
        const { operation } = each;
        const serve = server(runner(each), send);
        if (operation.method === 'GET' && !operation.path.includes('{')) {
          direct.set(`${prefix}${operation.path}`, (request, response, query) => {
            const exchange = begin(request, response, operation.id, options);
            const { headers, url = '' } = request;
            const incoming = { url, headers, query, params: {}, body: undefined };
            admit(exchange, operation, () => serve(exchange, incoming));
          });
        }
        api.route({
          method: operation.method,
          url: fastifyPath(operation.path),
          ...(operation.upload && { bodyLimit: uploadBytesMax }),
          config: { operation: operation.id },
          onRequest: (request, reply, done) => {
            const exchange = begin(request.raw, reply.raw, operation.id, options);
            (request as Stateful).exchange = exchange;
            admit(exchange, operation, () => done());
          },
          handler: (request, reply) => serve(takeOver(request, reply, options), request),
        });
      }
    },
    { prefix },
  );
}

function server(run: ReturnType<typeof runner>, send: Send) {
  return (exchange: Exchange, incoming: Incoming): void => {
    const fail = (error: unknown) => send(exchange, toError(error));
    try {
      const done = run(incoming, exchange.state);
      if (!(done instanceof Promise)) send(exchange, done);
      else done.then((late) => send(exchange, late), fail);
    } catch (error) {
      fail(error);
    }
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('something else than an error was thrown');
}

function fastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function byPath<Op extends Operation>(routes: readonly Route<never, Op>[]) {
  const groups = Map.groupBy(routes, (each) => fastifyPath(each.operation.path));
  return [...groups].map(([path, group]) => ({
    path,
    operations: group.map((each) => each.operation),
  }));
}
