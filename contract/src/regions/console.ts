import { type Static, Type } from 'typebox';
import { currency, RegionInput } from '../kit/primitives.ts';
import { line, listOf, request } from '../kit/shapes.ts';
import { acting, created, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';

export const CatalogRegion = Type.Object(
  {
    id: Type.String({ description: 'The region, ISO 3166-1 alpha-2.' }),
    object: Type.Literal('region'),
    name: Type.String({ description: 'Its name in English.' }),
    currency: currency('Currency of the face values of its cards.'),
    products: Type.Integer({ minimum: 0, description: 'Its products in the catalogue.' }),
  },
  { title: 'CatalogRegion', description: 'A region whose cards can be sold.' },
);
export type CatalogRegion = Static<typeof CatalogRegion>;
const CatalogRegionList = listOf('CatalogRegionList', 'Regions.', CatalogRegion);

export const RegionAdd = request('RegionAdd', 'A new region.', {
  region: RegionInput,
  name: line(60, 'Its name in English.'),
  currency: currency('Currency of the face values of its cards; it cannot change.'),
});

/** The regions of the catalogue. */
export const consoleRegionOperations = {
  listRegions: {
    ...reading,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock', 'read_only'],
    id: 'listRegions',
    path: '/regions',
    summary: 'List regions',
    description: 'All of them, by their codes.',
    replies: ok(CatalogRegionList, 'The regions.'),
  },
  addRegion: {
    ...acting,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock'],
    id: 'addRegion',
    path: '/regions',
    summary: 'Add a region',
    description: 'Without products. A region is never removed.',
    body: RegionAdd,
    replies: created(CatalogRegion, 'The region.'),
  },
} as const satisfies Record<string, WebAppOperation>;
