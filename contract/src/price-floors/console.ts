import { type Static, Type } from 'typebox';
import { marginPercentMax } from '../kit/limits.ts';
import { nullable, time } from '../kit/primitives.ts';
import { listOf, request, textParam } from '../kit/shapes.ts';
import {
  acting,
  moving,
  ok,
  okOrProposed,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';

const margin = { minimum: 0, maximum: marginPercentMax };

export const PriceFloor = Type.Object(
  {
    id: Type.String({ description: '`shop`, or the region.' }),
    object: Type.Literal('price_floor'),
    name: Type.String({ description: 'Name of the region; empty for the shop.' }),
    margin_percent: nullable(
      Type.Number({ description: 'Its own margin over cost; null: that of the shop applies.' }),
    ),
    applies_percent: Type.Number({ description: 'The margin over cost that applies.' }),
    changed_at: nullable(time('When its own margin was set.')),
    changed_by: nullable(Type.String({ description: 'Who set it.' })),
  },
  { title: 'PriceFloor', description: 'The margin over cost that one person must leave.' },
);
export type PriceFloor = Static<typeof PriceFloor>;
const PriceFloorList = listOf('PriceFloorList', 'The shop, then the regions.', PriceFloor);

export const PriceFloorSet = request('PriceFloorSet', 'The margin over cost of a price floor.', {
  margin_percent: nullable(
    Type.Number({
      ...margin,
      description:
        'Per cent over the highest cost, with at most two decimals. Null: that of the shop applies; for the shop, 0.',
    }),
  ),
});

/** The lowest prices that one person may set. */
export const consolePriceFloorOperations = {
  listPriceFloors: {
    ...reading,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock', 'read_only'],
    id: 'listPriceFloors',
    path: '/price-floors',
    summary: 'List price floors',
    description: 'That of the shop, then every region with the one that applies.',
    replies: ok(PriceFloorList, 'The price floors.'),
  },
  setPriceFloor: {
    ...acting,
    method: 'PUT',
    tag: 'Catalogue',
    roles: ['admin'],
    ...moving('money', 'rights'),
    id: 'setPriceFloor',
    path: '/price-floors/{region}',
    summary: 'Set a price floor',
    description:
      'Of the shop (`shop`) or of a region. A higher one applies at once; a lower one waits for a second admin. Prices that are set stay.',
    params: textParam('region', '`shop`, or a region such as `US`.'),
    body: PriceFloorSet,
    replies: okOrProposed(PriceFloor, Proposal, 'The price floor.'),
  },
} as const satisfies Record<string, WebAppOperation>;
