import { ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { PublicCatalogue } from './catalogue.ts';

/** What anybody may see of the catalogue. */
export const publicCatalogueOperations = {
  getCatalogue: {
    ...reading,
    tag: 'Public',
    auth: 'none',
    id: 'getCatalogue',
    path: '/catalogue',
    summary: 'See what is sold',
    description: 'Regions, denominations and price tiers, for the public page. No prices.',
    replies: ok(PublicCatalogue, 'What is sold.'),
  },
} as const satisfies Record<string, WebAppOperation>;
