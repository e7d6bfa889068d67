import type { OrderCode, OrderCodeList } from './codes.ts';
import type { CodeLookUp, FoundCode } from './look-up.ts';
import type { ReturnCreate } from './returns.ts';
import type { RevealList } from './reveals.ts';
import type { Order, OrderCreate } from './schemas.ts';

/** One story for all examples: a partner buys ten US cards. No code or key here ever worked. */
const orderId = 'ord_01m84j5stvek8taznva0d678kp';
const placedAt = '2026-11-23T16:00:12.123Z';
const claimableUntil = '2026-11-30T16:00:12.123Z';

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
  requested_quantity: 10,
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
  expires_at: null,
  failure: null,
  refunded: '0.00',
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
  expires_at: '2026-11-24T16:00:12.123Z',
  sequence: 1,
};

export const holdCreateExample: OrderCreate = {
  ...orderCreateExample,
  payment: 'hold',
  hold_seconds: 172_800,
  reference: 'market-88121',
};

export const heldOrderExample: Order = {
  ...pendingOrderExample,
  payment: 'hold',
  reference: 'market-88121',
  metadata: {},
  expires_at: '2026-11-25T16:00:12.123Z',
};

const confirmedAt = '2026-11-25T09:30:00.500Z';
export const confirmedOrderExample: Order = {
  ...heldOrderExample,
  status: 'delivered',
  paid_at: confirmedAt,
  delivered_at: confirmedAt,
  expires_at: null,
  claimable_until: '2026-12-02T09:30:00.500Z',
  sequence: 3,
};

export const cancelledOrderExample: Order = {
  ...pendingOrderExample,
  status: 'failed',
  failed_at: '2026-11-23T16:04:40.007Z',
  expires_at: null,
  failure: {
    code: 'cancelled',
    detail: 'The order was cancelled while it was pending.',
    reason: null,
  },
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

export const returnCreateExample: ReturnCreate = {
  codes: [codeExample.id, 'cod_01m84f9wa0ep894fyg5a2ba3x1'],
};

export const returnedOrderExample: Order = {
  ...deliveredOrderExample,
  refunded: '92.60',
  sequence: 4,
};

export const codesExample: OrderCodeList = {
  object: 'list',
  order_id: orderId,
  data: [codeExample],
  has_more: false,
  next_cursor: null,
};

export const maskedCodesExample: OrderCodeList = {
  ...codesExample,
  data: [{ ...codeExample, code: null, returnable_until: '2026-11-24T16:00:12.123Z' }],
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

export const revealsExample: RevealList = {
  object: 'list',
  order_id: orderId,
  data: [
    {
      at: '2026-11-23T16:00:13.020Z',
      first: true,
      key_id: 'key_01m84b1g5ye1m8v4w3n0q7zj2c',
      reader: 'key:key_01m84b1g5ye1m8v4w3n0q7zj2c',
      address: '203.0.113.7',
      request_id: 'req_01m84j5st4ew793gg5vxc3ftfm',
      codes: 10,
      receipt: 'eyJhbGciOiJFZERTQSIsImtpZCI6IuKApiJ9.eyJ0eXAiOiJyZXZlYWwifQ.c2lnbmF0dXJl',
    },
  ],
  has_more: false,
  next_cursor: null,
};

export const codeLookUpExample: CodeLookUp = { code_id: codeExample.id };
export const codeLookUpByTextExample: CodeLookUp = { code: 'abcd-efgh-jklm' };

export const foundCodeExample: FoundCode = {
  id: codeExample.id,
  object: 'code',
  mode: 'live',
  order_id: orderId,
  reference: 'PO-1042',
  sku: 'PSN-US-50',
  region: 'US',
  denomination: 50,
  face_currency: 'USD',
  status: 'delivered',
  replaces: null,
  replacement: null,
  expires_at: null,
  delivered_at: placedAt,
  read: true,
  read_at: '2026-11-23T16:00:13.020Z',
  claimable_until: claimableUntil,
  returnable_until: null,
  claim_id: null,
  claim_status: null,
  recalled_at: null,
};
