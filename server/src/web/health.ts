import fastify, { type FastifyInstance, type RouteHandlerMethod } from 'fastify';
import type { CommitProbe } from '../kit/database/index.ts';
import type { Drain } from '../kit/http/index.ts';
import { onceASecond } from '../kit/once-a-second.ts';
import { MINUTE_MS } from '../kit/time.ts';
import { type MetricsParts, mountOwnMetrics } from './metrics.ts';

/** Longer than a fail-over takes: a worker that reaches no database for so long should be started anew, or somewhere else. */
const UNREACHED_MAX_MS = 5 * MINUTE_MS;
/** A look for deliveries is a few statements, each of which has a deadline. */
const STILL_MAX_MS = 5 * MINUTE_MS;

interface HealthParts {
  readonly probe: CommitProbe;
  readonly drain: Drain;
}

/** The loops of the background work of this process. */
export interface Loops {
  /** Whether jobs reach the database, and which of them hang. */
  readonly jobs: { readonly hanging: readonly string[]; readonly unreachedMs: number };
  readonly deliverer: { readonly stillMs: number };
}

/** Whether the process is alive, and whether it can serve: the endpoints for a load balancer. */
export function mountHealth(http: FastifyInstance, app: HealthParts): void {
  mountProbes(http, app, () => []);
}

/**
 * Health on a port of its own, for a worker that serves no API. `/healthz` fails while a loop hangs: whoever watches it starts the
 * process anew. Metrics are there under the same conditions as beside the API.
 */
export function createHealthServer(
  app: HealthParts & MetricsParts,
  loops: Loops | null,
): FastifyInstance {
  const http = fastify({ logger: false });
  mountProbes(http, app, () => (loops === null || app.drain.isLeaving ? [] : stuckOf(loops)));
  mountOwnMetrics(http, app);
  return http;
}

function mountProbes(
  http: FastifyInstance,
  app: HealthParts,
  stuck: () => readonly string[],
): void {
  const probe = (path: string, answer: RouteHandlerMethod) => {
    for (const each of [path, `${path}/`]) http.get(each, answer);
  };
  probe('/healthz', (_request, reply) => {
    const loops = stuck();
    if (loops.length === 0) return reply.send({ status: 'ok' });
    return reply.code(503).send({ status: 'stuck', loops });
  });
  const look = onceASecond(() => app.probe.check());
  probe('/readyz', async (_request, reply) => {
    const reason = app.drain.isLeaving ? 'stopping' : await look();
    return reason === null ? { status: 'ready' } : reply.code(503).send({ status: reason });
  });
}

/** The names of loops that do not move. */
function stuckOf({ jobs, deliverer }: Loops): string[] {
  return [
    ...(jobs.unreachedMs > UNREACHED_MAX_MS ? ['database'] : []),
    ...jobs.hanging,
    ...(deliverer.stillMs > STILL_MAX_MS ? ['webhooks'] : []),
  ];
}
