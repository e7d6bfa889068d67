import { type operations, shopNameDefault, webApps } from '@psnb2b/contract';
import type { FastifyInstance } from 'fastify';
import type { App } from './app.ts';
import { mountDocs, notFoundPage, type PublicSite } from './docs/index.ts';
import { createSessionAuthoriser, HSTS, type IsSuspended } from './identity/index.ts';
import { createHttp, type HttpOptions, mountApi, type Served } from './kit/http/index.ts';
import { readCertificate } from './kit/read-certificate.ts';
import { Refusal } from './kit/refusal.ts';
import { createKeyAuthoriser, findPartner, type KeyEntry } from './partners/index.ts';
import { brandSheet, isSquare, logoAddress } from './shop/index.ts';
import { mountSite } from './site/index.ts';
import { apiRoutes, consoleRoutes, isOnDemand, portalRoutes } from './surfaces/index.ts';
import { mountHealth, mountOwnMetrics, mountPages, mountWellKnown } from './web/index.ts';

/** The server with all its routes; it does not listen yet. */
export function createServer(app: App): FastifyInstance {
  const { config, clock, metrics, meter, log } = app;
  const tls = config.tls && readCertificate(config.tls);
  const options: HttpOptions = {
    publicUrl: app.publicUrl,
    ...(tls && { tls }),
    addressOf: app.addressOf,
    now: () => clock.now(),
    drain: app.drain,
    ...(app.tracer && { tracer: app.tracer }),
    onStandby: (work, isOver) => app.standby.run(work, isOver),
    uploads: app.uploads,
    notFoundPage: () => notFoundPage(siteOf(app)),
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
  const recorded: HttpOptions = {
    ...options,
    compilesAhead: true,
    onReply: (done) => {
      if (!isOnDemand(done)) options.onReply(done);
      const key = done.caller as KeyEntry | null;
      if (key !== null) app.requestLog.add(done, key);
    },
  };
  const api = metered(recorded, (done) => {
    const { operation, status, seconds } = done;
    if (isOnDemand(done)) return;
    meter.add('api', isOurs(status), seconds);
    if (OF_CODES.has(operation)) meter.add('codes', isOurs(status), seconds);
  });
  mountApi(http, '/api/v1', apiRoutes(app), createKeyAuthoriser(app), api);
  const { portal, console } = webApps;
  mountApi(
    http,
    portal.basePath,
    portalRoutes(app),
    createSessionAuthoriser(app, 'portal', suspension(app)),
    metered(options, ({ status, seconds }) => meter.add('portal', isOurs(status), seconds)),
  );
  mountApi(
    http,
    console.basePath,
    consoleRoutes(app),
    createSessionAuthoriser(app, 'console'),
    options,
  );
  http.register(async (site) => {
    site.addHook('onRequest', async (_request, reply) => {
      if (app.publicUrl().startsWith('https:')) reply.headers(HSTS);
    });
    mountHealth(site as never, app);
    mountOwnMetrics(site as never, app);
    mountWellKnown(site as never, app);
    mountDocs(site as never, () => siteOf(app));
    mountSite(site as never, { ...app, site: () => siteOf(app) });
    mountPages(site as never, app);
  });
  return http;
}

/** What the public pages show of this shop. */
function siteOf({ publicUrl, shop }: App): PublicSite {
  const { shownName, brandColour, logo, isDemo } = shop.current();
  const sheet = brandColour === null ? null : brandSheet(brandColour).address;
  const address = logo && logoAddress(logo);
  return {
    ...{ name: shownName, url: publicUrl(), sheet, logo: address },
    isDemo,
    isUnbranded: shownName === shopNameDefault && brandColour === null,
    icon: logo && isSquare(logo) ? address : null,
  };
}

/** The calls that buy codes, return them or list them. */
const OF_CODES: ReadonlySet<string> = new Set<keyof typeof operations>([
  'createOrder',
  'confirmOrder',
  'listOrderCodes',
]);
/** What strangers and callers above their limit get says nothing of how we serve the others. */
const UNCOUNTED: ReadonlySet<number> = new Set([401, 429, 499]);
const isOurs = (status: number) => status >= 500;

/** The options of an API whose replies are also counted for the status page. */
function metered(options: HttpOptions, count: (done: Served) => void): HttpOptions {
  return {
    ...options,
    onReply: (done) => {
      options.onReply(done);
      if (!UNCOUNTED.has(done.status)) count(done);
    },
  };
}

function suspension({ database }: App): IsSuspended {
  return async (partnerId) => (await findPartner(database.reads, partnerId)).suspendedAt !== null;
}
