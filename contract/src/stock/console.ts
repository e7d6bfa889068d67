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
  StockThresholdPlan,
  StockThresholdSet,
  StockThresholdsSet,
} from './schemas.ts';

const mayRead = {
  ...reading,
  tag: 'Stock',
  roles: ['admin', 'finance', 'stock', 'read_only'],
} as const;
const mayWatch = { ...acting, tag: 'Stock', roles: ['admin', 'stock'] } as const;
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
    ...mayWatch,
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
  planStockThresholds: {
    ...mayWatch,
    id: 'planStockThresholds',
    path: '/stock/thresholds/plan',
    summary: 'Plan the thresholds of many products',
    description:
      'Of products that are named, or of every product of a region that was ever in stock or has a threshold, and is not retired. Nothing is set.',
    body: StockThresholdsSet,
    replies: ok(StockThresholdPlan, 'What it would change.'),
  },
  setStockThresholds: {
    ...mayWatch,
    id: 'setStockThresholds',
    path: '/stock/thresholds',
    summary: 'Set the thresholds of many products',
    description:
      'Of the same products, all of them or none, with one entry in the audit log that names them. Nobody is notified of those that are low ' +
      'already; they are in the list of low stock at once.',
    body: StockThresholdsSet,
    replies: ok(StockThresholdPlan, 'What it changed.'),
  },
} as const satisfies Record<string, WebAppOperation>;
