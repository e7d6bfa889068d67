import type { Balance } from './schemas/balance.ts';
import type { OrderCode, OrderCodeList } from './schemas/codes.ts';
import type { Inventory, InventoryItem } from './schemas/inventory.ts';
import type { Order, OrderCreate } from './schemas/order.ts';

/** One story for all examples: a partner buys ten US cards. No code or key here ever worked. */
const orderId = 'ord_01m84j5stvek8taznva0d678kp';
const placedAt = '2026-11-23T16:00:12.123Z';
const claimableUntil = '2026-11-30T16:00:12.123Z';

export const inventoryItemExample: InventoryItem = {
  sku: 'PSN-US-50',
  region: 'US',
  denomination: 50,
  face_currency: 'USD',
  list_price: '47.00',
  unit_price: '46.30',
  currency: 'USD',
  discount_bps: 150,
  available: 1532,
  in_stock: true,
  min_quantity: 1,
  max_quantity: 500,
  status: 'active',
  updated_at: '2026-11-23T15:58:12.123Z',
};

export const inventoryExample: Inventory = {
  object: 'inventory',
  currency: 'USD',
  as_of: '2026-11-23T16:00:00.000Z',
  cursor: '184467',
  regions: [{ region: 'US', name: 'United States', currency: 'USD', products: 1 }],
  data: [inventoryItemExample],
};

export const balanceExample: Balance = {
  object: 'balance',
  currency: 'USD',
  balance: '12500.00',
  held: '0.00',
  credit_limit: '0.00',
  available: '12500.00',
  tier: {
    name: 'Silver',
    discount_bps: 150,
    volume_30d: '52310.00',
    next: { name: 'Gold', discount_bps: 250, volume_required: '100000.00' },
  },
};

export const testBalanceExample: Balance = {
  ...balanceExample,
  balance: '10000.00',
  available: '10000.00',
};

export const orderCreateExample: OrderCreate = { region: 'US', denomination: 50, quantity: 10 };

export const orderCreateFullExample: OrderCreate = {
  region: 'US',
  denomination: '50.00',
  quantity: 10,
  reference: 'PO-1042',
  metadata: { shop: 'berlin-2' },
  max_unit_price: '46.30',
  payment: 'balance',
};

export const deliveredOrderExample: Order = {
  id: orderId,
  object: 'order',
  mode: 'live',
  status: 'delivered',
  region: 'US',
  denomination: 50,
  face_currency: 'USD',
  sku: 'PSN-US-50',
  quantity: 10,
  list_price: '47.00',
  unit_price: '46.30',
  discount_bps: 150,
  tier: 'Silver',
  total: '463.00',
  currency: 'USD',
  payment: 'balance',
  reference: 'PO-1042',
  metadata: { shop: 'berlin-2' },
  created_at: placedAt,
  paid_at: placedAt,
  delivered_at: placedAt,
  failed_at: null,
  failure: null,
  claimable_until: claimableUntil,
  sequence: 3,
};

export const pendingOrderExample: Order = {
  ...deliveredOrderExample,
  status: 'pending',
  payment: 'invoice',
  paid_at: null,
  delivered_at: null,
  claimable_until: null,
  sequence: 1,
};

export const cancelledOrderExample: Order = {
  ...pendingOrderExample,
  status: 'failed',
  failed_at: '2026-11-23T16:04:40.007Z',
  failure: { code: 'cancelled', detail: 'The order was cancelled while it was pending.' },
  sequence: 2,
};

const codeExample: OrderCode = {
  id: 'cod_01m84f9wa0ep894fyg5a2ba3x0',
  code: 'ABCD-EFGH-JKLM',
  serial: null,
  region: 'US',
  denomination: 50,
  face_currency: 'USD',
  expires_at: null,
  status: 'delivered',
  replaces: null,
  delivered_at: placedAt,
  claimable_until: claimableUntil,
};

const { code: _code, ...unsealed } = codeExample;

export const codesExample: OrderCodeList = {
  object: 'list',
  order_id: orderId,
  data: [codeExample],
  has_more: false,
  next_cursor: null,
};

export const sealedCodesExample: OrderCodeList = {
  ...codesExample,
  data: [
    {
      ...unsealed,
      sealed: 'eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSJ9..aXZpdml2aXZpdml2.Y2lwaGVy.dGFn',
    },
  ],
};

export const codesCsvExample: string = [
  'id,code,sealed,serial,region,denomination,face_currency,expires_at,status,replaces',
  'cod_01m84f9wa0ep894fyg5a2ba3x0,ABCD-EFGH-JKLM,,,US,50,USD,,delivered,',
  '',
].join('\r\n');
