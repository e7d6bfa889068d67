import { exportQuery } from '../kit/shapes.ts';
import { fileReply, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { OrderModeQuery } from '../orders/web-app-schemas.ts';
import { PublicCatalogue } from './catalogue.ts';
import { Inventory } from './schemas.ts';

/** What anybody may see of the catalogue, and what a business sees of it. */
export const portalInventoryOperations = {
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
  listInventory: {
    ...reading,
    tag: 'Orders',
    id: 'listInventory',
    path: '/inventory',
    summary: 'List what can be bought',
    description:
      'All products with the price of this business and the stock of this moment; neither is older than 1 s.',
    query: OrderModeQuery,
    replies: ok(Inventory, 'The products.'),
  },
  exportInventory: {
    ...reading,
    tag: 'Orders',
    id: 'exportInventory',
    path: '/inventory/export',
    summary: 'Download the price list as CSV',
    description: 'All products with the price of this business and the stock of this moment.',
    query: exportQuery(OrderModeQuery.properties),
    replies: fileReply('text/csv', 'One line per product.'),
  },
} as const satisfies Record<string, WebAppOperation>;
