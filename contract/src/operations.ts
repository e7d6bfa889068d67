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
import { getBalance, listInventory, listInventoryChanges } from './operations/inventory.ts';
import {
  cancelOrder,
  createOrder,
  getOrder,
  listOrderCodes,
  listOrderReveals,
  listOrders,
} from './operations/orders.ts';

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
  reportKey,
  getOpenapi,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
