import { Type } from 'typebox';
import type { Operation } from '../kit/operation.ts';
import { inventoryExample, inventoryItemExample } from './examples.ts';
import {
  Inventory,
  InventoryChanges,
  InventoryChangesQuery,
  InventoryItem,
  InventoryItemParams,
  InventoryQuery,
} from './schemas.ts';

const conditional = Type.Object({
  'If-None-Match': Type.Optional(
    Type.String({ description: '`ETag` of an earlier reply to the same query.' }),
  ),
});
const notModified = {
  description: 'Nothing changed since the `ETag` that was sent. It counts as a request.',
  headers: ['ETag', 'Cache-Control', 'Vary'],
} as const;

export const listInventory = {
  id: 'listInventory',
  method: 'GET',
  path: '/inventory',
  tag: 'Inventory',
  summary: 'List what can be bought',
  description:
    'All regions and denominations in one reply, with this partner’s current price and the stock of this ' +
    'moment; neither is older than 1 s. A well-formed region without products returns an empty list. Send the `ETag` ' +
    'back as `If-None-Match` to get 304 while nothing changed.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: InventoryQuery,
  headers: conditional,
  replies: {
    200: {
      description: 'The products.',
      schema: Inventory,
      headers: ['ETag', 'Cache-Control', 'Vary'],
      examples: { inventory: { summary: 'One product', value: inventoryExample } },
    },
    304: notModified,
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const getInventoryItem = {
  id: 'getInventoryItem',
  method: 'GET',
  path: '/inventory/{sku}',
  tag: 'Inventory',
  summary: 'Read one product',
  description:
    'One product by its `sku`, exactly as `GET /inventory` lists it at this moment, with an `ETag` of its own. A name that the list ' +
    'does not have answers with `not_found`.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  params: InventoryItemParams,
  headers: conditional,
  replies: {
    200: {
      description: 'The product.',
      schema: InventoryItem,
      headers: ['ETag', 'Cache-Control', 'Vary'],
      examples: { item: { summary: 'In stock', value: inventoryItemExample } },
    },
    304: notModified,
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const listInventoryChanges = {
  id: 'listInventoryChanges',
  method: 'GET',
  path: '/inventory/changes',
  tag: 'Inventory',
  summary: 'List what changed since a cursor',
  description:
    'Only the products whose stock, status or price for this partner changed. A row may repeat, but none is ever ' +
    'missed. A cursor is valid for 24 hours; after `cursor_expired`, read `/inventory` again.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: InventoryChangesQuery,
  replies: {
    200: {
      description: 'The products that changed, and the cursor to continue with.',
      schema: InventoryChanges,
      headers: ['Cache-Control', 'Vary'],
      examples: {
        changes: {
          summary: 'One product sold',
          value: {
            object: 'inventory_changes',
            currency: 'USD',
            as_of: '2026-11-23T16:00:13.000Z',
            cursor: '184469',
            data: [
              {
                ...inventoryItemExample,
                available: 1522,
                updated_at: '2026-11-23T16:00:12.123Z',
              },
            ],
          },
        },
      },
    },
  },
  refusals: ['cursor_expired'],
  examples: {},
} as const satisfies Operation;
