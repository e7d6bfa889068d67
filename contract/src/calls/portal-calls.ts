// Written by `npm run gen`.
import { portalAlertOperations } from '../alerts/portal.ts';
import { portalBalanceOperations } from '../balance/portal.ts';
import { portalCertificationOperations } from '../certification/portal.ts';
import { portalClaimOperations } from '../claims/portal.ts';
import { portalDepositOperations } from '../deposits/portal.ts';
import { portalInventoryOperations } from '../inventory/portal.ts';
import { portalInvoicingOperations } from '../invoicing/portal.ts';
import { portalKeyOperations } from '../keys/portal.ts';
import { portalKycOperations } from '../kyc/portal.ts';
import { portalOrderOperations } from '../orders/portal.ts';
import { portalOrderCodeOperations } from '../orders/portal-codes.ts';
import { portalStartOperations } from '../partners/portal.ts';
import { portalPeopleOperations } from '../people/portal.ts';
import { portalPurchaseOperations } from '../purchases/portal.ts';
import { portalRecallOperations } from '../recalls/portal.ts';
import { portalRequestLogOperations } from '../request-log/portal.ts';
import { portalSearchOperations } from '../search/portal.ts';
import { portalTestModeOperations } from '../test-mode/portal.ts';
import { portalTicketOperations } from '../tickets/portal.ts';
import { portalWebhookOperations } from '../webhooks/portal.ts';

export * from '../alerts/portal.ts';
export * from '../balance/portal.ts';
export * from '../certification/portal.ts';
export * from '../claims/portal.ts';
export * from '../deposits/portal.ts';
export * from '../inventory/portal.ts';
export * from '../invoicing/portal.ts';
export * from '../keys/portal.ts';
export * from '../kyc/portal.ts';
export * from '../orders/portal.ts';
export * from '../orders/portal-codes.ts';
export * from '../partners/portal.ts';
export * from '../people/portal.ts';
export * from '../purchases/portal.ts';
export * from '../recalls/portal.ts';
export * from '../request-log/portal.ts';
export * from '../search/portal.ts';
export * from '../test-mode/portal.ts';
export * from '../tickets/portal.ts';
export * from '../webhooks/portal.ts';

/** The calls of the portal, but those of the account. */
export const portalCalls = {
  ...portalAlertOperations,
  ...portalBalanceOperations,
  ...portalCertificationOperations,
  ...portalClaimOperations,
  ...portalDepositOperations,
  ...portalInventoryOperations,
  ...portalInvoicingOperations,
  ...portalKeyOperations,
  ...portalKycOperations,
  ...portalOrderOperations,
  ...portalOrderCodeOperations,
  ...portalStartOperations,
  ...portalPeopleOperations,
  ...portalPurchaseOperations,
  ...portalRecallOperations,
  ...portalRequestLogOperations,
  ...portalSearchOperations,
  ...portalTestModeOperations,
  ...portalTicketOperations,
  ...portalWebhookOperations,
} as const;
