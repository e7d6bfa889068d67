import type { Inventory, InventoryItem } from './schemas.ts';

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
