import type { Operation } from './operation.ts';
import { getOpenapi, reportKey } from './operations/documents.ts';
import { listEvents, redeliverEvent } from './operations/events.ts';
import { getBalance, listInventory, listInventoryChanges } from './operations/inventory.ts';
import {
  cancelOrder,
  createOrder,
  getOrder,
  listOrderCodes,
  listOrders,
} from './operations/orders.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  getWebhookEndpoint,
  listWebhookDeliveries,
  listWebhookEndpoints,
  replayWebhookEvents,
  rotateWebhookSecret,
  testWebhookEndpoint,
  updateWebhookEndpoint,
} from './operations/webhooks.ts';

export const basePath = '/api/v1';

/** Every call of the partner API, by its id. */
export const operations = {
  listInventory,
  listInventoryChanges,
  getBalance,
  createOrder,
  listOrders,
  getOrder,
  cancelOrder,
  listOrderCodes,
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  listWebhookDeliveries,
  replayWebhookEvents,
  listEvents,
  redeliverEvent,
  reportKey,
  getOpenapi,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
