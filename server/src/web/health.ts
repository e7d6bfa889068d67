import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import type { CommitProbe } from '../kit/database/index.ts';
import type { Drain } from '../kit/http/index.ts';
import { onceASecond } from '../kit/once-a-second.ts';

/** Whether the process is alive, and whether it can serve: the endpoints for a load balancer. */
export function mountHealth(
  http: FastifyInstance,
  app: { readonly probe: CommitProbe; readonly drain: Drain },
): void {
  const probe = (path: string, answer: RouteHandlerMethod) => {
    for (const each of [path, `${path}/`]) http.get(each, answer);
  };
  probe('/healthz', () => ({ status: 'ok' }));
  const look = onceASecond(() => app.probe.check());
  probe('/readyz', async (_request, reply) => {
    const reason = app.drain.isLeaving ? 'stopping' : await look();
    return reason === null ? { status: 'ready' } : reply.code(503).send({ status: reason });
  });
}
