import { textParam } from '../kit/shapes.ts';
import {
  acting,
  fileReply,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  StockLevel,
  StockLevelFilters,
  StockLevelList,
  StockLevelQuery,
  StockThresholdSet,
} from './schemas.ts';

const mayRead = {
  ...reading,
  tag: 'Stock',
  roles: ['admin', 'finance', 'stock', 'read_only'],
} as const;
const sku = textParam('sku', 'SKU of the product.');

/** What is for sale, how long it lasts, and when staff are warned. */
export const consoleStockOperations = {
  listStock: {
    ...mayRead,
    id: 'listStock',
    path: '/stock',
    summary: 'List the stock of products',
    description: 'Codes for sale with their cost, age and expiry, and how long they last.',
    query: StockLevelQuery,
    replies: okPage(StockLevelList, 'A page of products.'),
  },
  exportStock: {
    ...mayRead,
    id: 'exportStock',
    onStandby: true,
    path: '/stock/export',
    summary: 'Download the stock of products as CSV',
    description: 'Every product that matches the filters. Contains no code.',
    query: StockLevelFilters,
    replies: fileReply('text/csv', 'One line per product.'),
  },
  getStock: {
    ...mayRead,
    params: sku,
    id: 'getStock',
    path: '/stock/{sku}',
    summary: 'Read the stock of a product',
    description: 'Codes for sale with their cost, age and expiry, and how long they last.',
    replies: ok(StockLevel, 'The stock.'),
  },
  setStockThreshold: {
    ...acting,
    roles: ['admin', 'stock'],
    tag: 'Stock',
    method: 'PUT',
    params: sku,
    id: 'setStockThreshold',
    path: '/stock/{sku}/threshold',
    summary: 'Set when staff are warned of low stock',
    description:
      'Admins and stock keepers are notified once when the stock of the product falls to the threshold, and again only after it ' +
      'has risen above it.',
    body: StockThresholdSet,
    replies: ok(StockLevel, 'The stock.'),
  },
} as const satisfies Record<string, WebAppOperation>;
