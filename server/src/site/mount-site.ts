import type { FastifyInstance } from 'fastify';
import type { CatalogSnapshot } from '../catalog/index.ts';
import { docsPaths, sendPage } from '../docs/index.ts';
import type { Database } from '../kit/database/index.ts';
import { ORDERS_PER_MINUTE, REQUESTS_PER_MINUTE } from '../partners/index.ts';
import { productsInStock } from '../stock/index.ts';
import { mountHeadFiles } from './head-files.ts';
import { keepOffer } from './landing/keep-offer.ts';
import { landingPage } from './landing/landing-page.ts';
import { offerOf } from './landing/offer.ts';
import { legalNames } from './legal/legal-text.ts';
import { textsFolder } from './legal/list-legal-texts.ts';
import { type LegalParts, mountLegal } from './legal/mount-legal.ts';
import { mountBrand } from './mount-brand.ts';
import { keepPreview } from './preview/keep-preview.ts';
import { mountStatus } from './status/mount-status.ts';

export interface SiteParts extends Omit<LegalParts, 'folder'> {
  readonly config: { readonly dataDir: string };
  readonly database: Database;
  readonly catalog: { readonly current: CatalogSnapshot };
}

const LIMITS = { requestsPerMinute: REQUESTS_PER_MINUTE, ordersPerMinute: ORDERS_PER_MINUTE };

/** What a stranger sees of the shop: its public pages, rendered here, and the files that browsers and search engines look for. */
export function mountSite(http: FastifyInstance, parts: SiteParts): void {
  const { site, database, catalog, config, shop } = parts;
  const legal = legalNames.map((name) => `/${name}`);
  const draw = keepPreview(database.reads);
  mountHeadFiles(http, {
    site,
    paths: ['/', '/status', ...legal, ...docsPaths()],
    preview: () => draw({ ...site(), shop: shop.current() }),
  });
  mountBrand(http, parts);
  mountLegal(http, { ...parts, folder: textsFolder(config.dataDir) });
  const offer = keepOffer(async () =>
    offerOf(catalog.current, await productsInStock(database.reads)),
  );
  mountStatus(http, { ...parts, offer });
  http.get('/', async (request, reply) =>
    sendPage(request, reply, site(), landingPage(site(), await offer(), LIMITS)),
  );
}
