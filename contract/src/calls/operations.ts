import { getBalance, listTransactions, setTestBalance } from '../balance/api.ts';
import { reportCertification } from '../certification/api.ts';
import {
  addClaimEvidence,
  addClaimMessage,
  createClaim,
  getClaim,
  listClaimEvidence,
  listClaimMessages,
  listClaims,
  withdrawClaim,
} from '../claims/api.ts';
import { listDeposits } from '../deposits/api.ts';
import { getOpenapi } from '../documents/api.ts';
import { listEvents, redeliverEvent } from '../events/api.ts';
import { getInventoryItem, listInventory, listInventoryChanges } from '../inventory/api.ts';
import { getMe, reportKey } from '../keys/api.ts';
import type { Operation } from '../kit/operation.ts';
import {
  cancelOrder,
  confirmOrder,
  createOrder,
  getOrder,
  listOrderCodes,
  listOrderReveals,
  listOrders,
  lookUpCode,
  returnCodes,
} from '../orders/api.ts';
import { listRequests } from '../request-log/api.ts';
import {
  advanceTestClock,
  getTestClock,
  listTestEventTypes,
  triggerTestEvent,
} from '../test-mode/api.ts';
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
} from '../webhooks/api.ts';

export const basePath = '/api/v1';

/** Every call of the partner API, by its id. */
export const operations = {
  listInventory,
  getInventoryItem,
  listInventoryChanges,
  getBalance,
  listTransactions,
  listDeposits,
  createOrder,
  listOrders,
  getOrder,
  confirmOrder,
  cancelOrder,
  returnCodes,
  listOrderCodes,
  listOrderReveals,
  lookUpCode,
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
  getTestClock,
  advanceTestClock,
  listTestEventTypes,
  triggerTestEvent,
  reportCertification,
  listRequests,
  getMe,
  reportKey,
  getOpenapi,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
