import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from './call.ts';
import { ROUTED_METHODS } from './server.ts';

/** No call has it: the router finds every path by it, whatever the path's calls are. */
const ANY = 'OPTIONS';

/** A path in the router's form, and the calls that it has. */
export interface PathCalls<Op extends Operation> {
  readonly path: string;
  readonly operations: readonly Op[];
}

export interface Refusals<Op extends Operation> {
  /** The path has calls, but none with this method; `allow` names theirs. */
  readonly notAllowed: (
    request: FastifyRequest,
    reply: FastifyReply,
    found: { readonly operations: readonly Op[]; readonly allow: string },
  ) => void;
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => void;
}

/**
 * Refuses what no call of an API takes, before anything of a body is read. A path that has calls is mounted once more, for one method; a
 * request that found no call looks for its path there. Mounting it for each method that it lacks took most of the server's start.
 */
export function refuseMethods<Op extends Operation>(
  app: FastifyInstance,
  api: FastifyInstance,
  paths: readonly PathCalls<Op>[],
  { notAllowed, notFound }: Refusals<Op>,
): void {
  /** The methods of the requests that look for their path. */
  const asked = new WeakMap<IncomingMessage, string>();
  const restore = ({ raw }: FastifyRequest) => {
    raw.method = asked.get(raw) ?? raw.method;
  };
  const tree = treeOf(paths);
  for (const each of paths) {
    const { path, operations } = each;
    const allowed = methodsOf(each);
    const allow = allowed.join(', ');
    const taken = hiddenBy(path, tree).flatMap(methodsOf);
    const others = ROUTED_METHODS.filter(
      (method) => method === ANY || (taken.includes(method) && !allowed.includes(method)),
    );
    api.route({
      method: others,
      url: path,
      onRequest: (request, reply) => {
        restore(request);
        notAllowed(request, reply, { operations, allow });
      },
      handler: () => {},
    });
  }
  api.setNotFoundHandler(notFound);
  api.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    if (!request.is404) done();
    else if (raw.method === ANY) {
      restore(request);
      notFound(request, reply);
    } else {
      asked.set(raw, raw.method as string);
      raw.method = ANY;
      app.routing(raw, reply.raw);
    }
  });
}

/** Paths by their parts; all parameters are one. */
interface Tree<Op extends Operation> {
  readonly parts: Map<string, Tree<Op>>;
  ends: PathCalls<Op> | null;
}

const PARAM = ':';

function segmentsOf(path: string): string[] {
  return path.split('/').map((part) => (part.startsWith(PARAM) ? PARAM : part));
}

function treeOf<Op extends Operation>(paths: readonly PathCalls<Op>[]): Tree<Op> {
  const top: Tree<Op> = { parts: new Map(), ends: null };
  for (const each of paths) {
    let at = top;
    for (const part of segmentsOf(each.path)) {
      const next: Tree<Op> = at.parts.get(part) ?? { parts: new Map(), ends: null };
      at.parts.set(part, next);
      at = next;
    }
    at.ends = each;
  }
  return top;
}

/**
 * Returns the paths that the router takes for this one while it does not know this one for a method: they fit an address of it, and have
 * a parameter where the two first differ.
 */
function hiddenBy<Op extends Operation>(path: string, top: Tree<Op>): PathCalls<Op>[] {
  let [same, others]: [Tree<Op>[], Tree<Op>[]] = [[top], []];
  for (const part of segmentsOf(path)) {
    const fits = ({ parts }: Tree<Op>) =>
      part === PARAM ? [...parts.values()] : [parts.get(part), parts.get(PARAM)];
    others = others.flatMap(fits).filter((tree) => tree !== undefined);
    for (const { parts } of same) {
      const param = part === PARAM ? undefined : parts.get(PARAM);
      if (param) others.push(param);
    }
    same = same.flatMap(({ parts }) => parts.get(part) ?? []);
  }
  return others.flatMap(({ ends }) => ends ?? []);
}

/** Every GET also answers HEAD: the same reply without its body (RFC 9110, section 9.3.2). */
function methodsOf({ operations }: PathCalls<Operation>): string[] {
  return operations.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
