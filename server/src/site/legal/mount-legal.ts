import type { FastifyInstance } from 'fastify';
import { type PublicSite, sendPage } from '../../docs/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import type { ShopWatch } from '../../shop/index.ts';
import { factsOf } from './facts-of.ts';
import { keepTexts } from './keep-texts.ts';
import { legalPage, unreadable } from './legal-page.ts';
import { legalNames } from './legal-text.ts';

export interface LegalParts {
  readonly site: () => PublicSite;
  readonly shop: ShopWatch;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
}

/** The legal texts: the version in force at `/terms`, another one at `/terms/2026-12-01`. */
export function mountLegal(http: FastifyInstance, parts: LegalParts): void {
  const { site, shop, clock } = parts;
  const texts = keepTexts(parts.folder, parts.log);
  for (const name of legalNames) {
    for (const path of [`/${name}`, `/${name}/:version`]) {
      http.get<{ Params: { version?: string } }>(path, async (request, reply) => {
        const { version = null } = request.params;
        // nothing: 503 says that the text cannot be read now.
        const all = await texts().catch(() => null);
        if (all === null) return sendPage(request, reply.code(503), site(), unreadable(name));
        const today = clock.now().toISOString().slice(0, 10);
        const page = legalPage(name, all[name], factsOf(shop.current()), { today, version });
        return page === null ? reply.callNotFound() : sendPage(request, reply, site(), page);
      });
    }
  }
}
