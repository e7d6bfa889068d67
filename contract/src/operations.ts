import type { Operation } from './operation.ts';
import {
  addClaimEvidence,
  addClaimMessage,
  createClaim,
  getClaim,
  listClaimEvidence,
  listClaimMessages,
  listClaims,
  withdrawClaim,
} from './operations/claims.ts';
import { getOpenapi, reportKey } from './operations/documents.ts';
import { listEvents, redeliverEvent } from './operations/events.ts';
import { getBalance, listInventory, listInventoryChanges } from './operations/inventory.ts';
import {
  cancelOrder,
  createOrder,
  getOrder,
  listOrderCodes,
  listOrderReveals,
  listOrders,
} from './operations/orders.ts';
import { setTestBalance } from './operations/test-mode.ts';
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
  listOrderReveals,
  createClaim,
  listClaims,
  getClaim,
  withdrawClaim,
  addClaimMessage,
  listClaimMessages,
  addClaimEvidence,
  listClaimEvidence,
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
  setTestBalance,
  reportKey,
  getOpenapi,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
