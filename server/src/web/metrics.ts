import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config } from '../config/index.ts';
import { onceASecond } from '../kit/once-a-second.ts';
import { type Metrics, mayReadFigures } from '../metrics/index.ts';

export interface MetricsParts {
  readonly config: Config;
  readonly metrics: Metrics;
}

/** The metrics on the main port, unless they have a port of their own. */
export function mountOwnMetrics(http: FastifyInstance, app: MetricsParts): void {
  const { config } = app;
  if (config.metrics.port !== null) return;
  mountMetrics(http, app, ({ raw }) =>
    // nothing: a closed socket has no address, and no right.
    mayReadFigures(config, raw.socket.remoteAddress ?? '', raw.headers),
  );
}

/** The metrics on a separate port, for a network that partners cannot reach. */
export function createMetricsServer(app: MetricsParts): FastifyInstance {
  const http = fastify({ logger: false });
  mountMetrics(http, app, () => true);
  return http;
}

/** `mayWithoutToken`: who may read them if no token is set. */
function mountMetrics(
  http: FastifyInstance,
  { metrics }: MetricsParts,
  mayWithoutToken: (request: FastifyRequest) => boolean,
): void {
  const read = onceASecond(() => metrics.text());
  http.get('/metrics', async (request, reply) => {
    const may = metrics.needsToken
      ? metrics.allowed(request.headers.authorization)
      : mayWithoutToken(request);
    if (!may) return reply.code(404).send({ status: 'not found' });
    return reply.type(metrics.contentType).send(await read());
  });
}
