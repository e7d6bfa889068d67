import { readFileSync } from 'node:fs';
import { doors, operations } from '@psnb2b/contract';
import fastify, {
  type FastifyInstance,
  type FastifyRequest,
  type RouteHandlerMethod,
} from 'fastify';
import type { App } from './app.ts';
import { listSignedHeads } from './audit/index.ts';
import { claimRoutes } from './claims/index.ts';
import { mountDocs, notFoundPage } from './docs/index.ts';
import { documentText } from './door-document.ts';
import { consoleRoutes, portalRoutes } from './doors.ts';
import { fundingRoutes } from './funding/index.ts';
import { createDoorGate, HSTS, type IsSuspended } from './identity/index.ts';
import {
  type Call,
  createHttp,
  type HttpOptions,
  json,
  mountApi,
  type Route,
  raw,
} from './kit/http/index.ts';
import { formatId } from './kit/ids.ts';
import { onceASecond } from './kit/once-a-second.ts';
import { Refusal } from './kit/refusal.ts';
import { mayReadFigures } from './metrics-readers.ts';
import { orderRoutes } from './orders/index.ts';
import { mountPages } from './pages.ts';
import { createGate, findPartner, type KeyEntry, keyRoute, reportKey } from './partners/index.ts';
import { inventoryRoutes } from './stock/index.ts';
import { webhookRoutes } from './webhooks/index.ts';

/** About an hour of them: whoever keeps watch asks once a minute. */
const SIGNED_HEADS_SHOWN = 60;

/** The server with all its routes; it does not listen yet. */
export function createServer(app: App): FastifyInstance {
  const { config, clock, metrics, log } = app;
  const tls = config.tls && {
    cert: readFileSync(config.tls.certFile, 'utf8'),
    key: readFileSync(config.tls.keyFile, 'utf8'),
  };
  const options: HttpOptions = {
    publicUrl: app.publicUrl,
    ...(tls && { tls }),
    addressOf: app.addressOf,
    now: () => clock.now(),
    drain: app.drain,
    uploads: app.uploads,
    notFoundPage,
    onReply: (done) => {
      metrics.observeRequest(done);
      if (done.status >= 500) {
        log.error({ err: done.error, request_id: done.requestId, operation: done.operation });
      } else if (done.error instanceof Refusal && done.error.details.internal !== undefined) {
        const { code, details } = done.error;
        const { requestId: request_id, address } = done;
        log.info({ code, reason: details.internal, request_id, address }, 'a refused request');
      }
    },
  };
  const http = createHttp(options);
  mountApi(http, '/api/v1', partnerRoutes(app), createGate(app), options);
  const { portal, console } = doors;
  mountApi(
    http,
    portal.basePath,
    portalRoutes(app),
    createDoorGate(app, 'portal', suspension(app)),
    options,
  );
  mountApi(http, console.basePath, consoleRoutes(app), createDoorGate(app, 'console'), options);
  http.register(async (site) => {
    site.addHook('onRequest', async (_request, reply) => {
      if (app.publicUrl().startsWith('https:')) reply.headers(HSTS);
    });
    mountHealth(site as never, app);
    mountKeys(site as never, app);
    mountDocs(site as never, app.publicUrl);
    mountPages(site as never);
  });
  return http;
}

function suspension({ database }: App): IsSuspended {
  return async (partnerId) => (await findPartner(database.reads, partnerId)).suspendedAt !== null;
}

function partnerRoutes(app: App): Route<KeyEntry>[] {
  const document = documentText('api', app.publicUrl);
  return [
    ...inventoryRoutes(app),
    ...fundingRoutes(app),
    ...orderRoutes(app),
    ...claimRoutes(app),
    ...webhookRoutes(app),
    keyRoute(operations.getOpenapi, async () =>
      raw(200, await document(), { 'cache-control': 'public, max-age=300' }),
    ),
    keyRoute(operations.reportKey, async (call) => {
      await report(app, call);
      return json(202, { object: 'key_report', status: 'received' });
    }),
  ];
}

/** A leaked key is revoked at once, whoever reports it; the reply never tells whether it was real. */
async function report(app: App, call: Call<KeyEntry, typeof operations.reportKey>): Promise<void> {
  const revoked = await reportKey(app, call.body.key, { ...call, actor: 'anyone' });
  if (!revoked) return;
  await app.versions.poll();
  app.log.warn({ key: formatId('key', revoked.keyId) }, 'a leaked key was reported and revoked');
}

/** What anybody needs to check what we signed: the public key, and the newest heads of the audit chain. */
function mountKeys(http: FastifyInstance, app: App): void {
  const readKeys = onceASecond(() => app.vault.receipts());
  const readHeads = onceASecond(() => listSignedHeads(app.database.reads, SIGNED_HEADS_SHOWN));
  http.get('/.well-known/jwks.json', async (_request, reply) => {
    const { publicJwk } = await readKeys();
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/jwk-set+json')
      .send(JSON.stringify({ keys: [publicJwk] }));
  });
  http.get('/.well-known/audit-heads.json', async (_request, reply) => {
    const heads = await readHeads();
    return reply.header('cache-control', 'public, max-age=30').send({
      object: 'list',
      data: heads.map(({ hash, signedAt, jws }) => ({
        object: 'audit_head',
        hash: hash.toString('hex'),
        signed_at: signedAt.toISOString(),
        jws,
      })),
    });
  });
}

function mountHealth(http: FastifyInstance, app: App): void {
  const probe = (path: string, answer: RouteHandlerMethod) => {
    for (const each of [path, `${path}/`]) http.get(each, answer);
  };
  probe('/healthz', () => ({ status: 'ok' }));
  const look = onceASecond(() => app.probe.check());
  probe('/readyz', async (_request, reply) => {
    const reason = app.drain.isStopping ? 'stopping' : await look();
    return reason === null ? { status: 'ready' } : reply.code(503).send({ status: reason });
  });
  const { config } = app;
  if (config.metrics.port !== null) return;
  mountMetrics(http, app, ({ raw }) =>
    // nothing: a socket that is closed has no address, and no right.
    mayReadFigures(config, raw.socket.remoteAddress ?? '', raw.headers),
  );
}

/** The figures on a port of their own, for a network that partners do not reach. */
export function createMetricsServer(app: App): FastifyInstance {
  const http = fastify({ logger: false });
  mountMetrics(http, app, () => true);
  return http;
}

/** `mayWithoutToken`: who may read them where no token is set. */
function mountMetrics(
  http: FastifyInstance,
  { metrics }: App,
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
