// Written by `npm run gen`.
import { consoleAdjustmentOperations } from '../adjustments/console.ts';
import { consoleBankStatementOperations } from '../bank-statements/console.ts';
import { consoleCertificationOperations } from '../certification/console.ts';
import { consoleClaimOperations } from '../claims/console.ts';
import { consoleClaimTermsOperations } from '../claims/console-terms.ts';
import { consoleDepositMethodOperations } from '../deposit-methods/console.ts';
import { consoleDepositOperations } from '../deposits/console.ts';
import { consoleImportOperations } from '../imports/console.ts';
import { consoleIncidentOperations } from '../incidents/console.ts';
import { consoleInvoicingOperations } from '../invoicing/console.ts';
import { consoleAgeingOperations } from '../invoicing/console-ageing.ts';
import { consolePaymentTermsOperations } from '../invoicing/console-terms.ts';
import { consoleKeyOperations } from '../keys/console.ts';
import { consoleKycOperations } from '../kyc/console.ts';
import { consoleLedgerOperations } from '../ledger/console.ts';
import { consoleLotOperations } from '../lots/console.ts';
import { consoleReturnTermsOperations } from '../orders/console.ts';
import { consoleCodeOperations } from '../orders/console-codes.ts';
import { consoleOrderOperations } from '../orders/console-orders.ts';
import { consolePartnerOperations } from '../partners/console.ts';
import { consoleNewPartnerOperations } from '../partners/console-new.ts';
import { consolePartnerNoteOperations } from '../partners/console-notes.ts';
import { consolePartnerPriceOperations } from '../partners/console-prices.ts';
import { consolePartnerTierOperations } from '../partners/console-tier.ts';
import { consoleStaffOperations } from '../people/console.ts';
import { consoleStaffAccessOperations } from '../people/console-access.ts';
import { consoleStaffSessionOperations } from '../people/console-sessions.ts';
import { consolePriceChangeOperations } from '../price-changes/console.ts';
import { consolePriceFloorOperations } from '../price-floors/console.ts';
import { consolePriceHistoryOperations } from '../price-history/console.ts';
import { consolePriceListOperations } from '../price-lists/console.ts';
import { consoleProductOperations } from '../products/console.ts';
import { consoleProposalOperations } from '../proposals/console.ts';
import { consoleQuotaOperations } from '../quotas/console.ts';
import { consoleRecordOperations } from '../records/console.ts';
import { consoleRegionOperations } from '../regions/console.ts';
import { consoleSalesOperations } from '../sales/console.ts';
import { consoleSearchOperations } from '../search/console.ts';
import { consoleSetUpOperations } from '../set-up/console.ts';
import { consoleSettingOperations } from '../settings/console.ts';
import { consoleShopOperations } from '../shop/console.ts';
import { consoleStockOperations } from '../stock/console.ts';
import { consoleSupplierClaimOperations } from '../supplier-claims/console.ts';
import { consoleSupplierOperations } from '../suppliers/console.ts';
import { consoleTicketOperations } from '../tickets/console.ts';
import { consoleTierOperations } from '../tiers/console.ts';
import { consoleWebhookOperations } from '../webhooks/console.ts';

export * from '../adjustments/console.ts';
export * from '../bank-statements/console.ts';
export * from '../certification/console.ts';
export * from '../claims/console.ts';
export * from '../claims/console-terms.ts';
export * from '../deposit-methods/console.ts';
export * from '../deposits/console.ts';
export * from '../imports/console.ts';
export * from '../incidents/console.ts';
export * from '../invoicing/console.ts';
export * from '../invoicing/console-ageing.ts';
export * from '../invoicing/console-terms.ts';
export * from '../keys/console.ts';
export * from '../kyc/console.ts';
export * from '../ledger/console.ts';
export * from '../lots/console.ts';
export * from '../orders/console.ts';
export * from '../orders/console-codes.ts';
export * from '../orders/console-orders.ts';
export * from '../partners/console.ts';
export * from '../partners/console-new.ts';
export * from '../partners/console-notes.ts';
export * from '../partners/console-prices.ts';
export * from '../partners/console-tier.ts';
export * from '../people/console.ts';
export * from '../people/console-access.ts';
export * from '../people/console-sessions.ts';
export * from '../price-changes/console.ts';
export * from '../price-floors/console.ts';
export * from '../price-history/console.ts';
export * from '../price-lists/console.ts';
export * from '../products/console.ts';
export * from '../proposals/console.ts';
export * from '../quotas/console.ts';
export * from '../records/console.ts';
export * from '../regions/console.ts';
export * from '../sales/console.ts';
export * from '../search/console.ts';
export * from '../set-up/console.ts';
export * from '../settings/console.ts';
export * from '../shop/console.ts';
export * from '../stock/console.ts';
export * from '../supplier-claims/console.ts';
export * from '../suppliers/console.ts';
export * from '../tickets/console.ts';
export * from '../tiers/console.ts';
export * from '../webhooks/console.ts';

/** The calls of the console, but those of the account. */
export const consoleCalls = {
  ...consoleAdjustmentOperations,
  ...consoleBankStatementOperations,
  ...consoleCertificationOperations,
  ...consoleClaimOperations,
  ...consoleClaimTermsOperations,
  ...consoleDepositMethodOperations,
  ...consoleDepositOperations,
  ...consoleImportOperations,
  ...consoleIncidentOperations,
  ...consoleInvoicingOperations,
  ...consoleAgeingOperations,
  ...consolePaymentTermsOperations,
  ...consoleKeyOperations,
  ...consoleKycOperations,
  ...consoleLedgerOperations,
  ...consoleLotOperations,
  ...consoleReturnTermsOperations,
  ...consoleCodeOperations,
  ...consoleOrderOperations,
  ...consolePartnerOperations,
  ...consoleNewPartnerOperations,
  ...consolePartnerNoteOperations,
  ...consolePartnerPriceOperations,
  ...consolePartnerTierOperations,
  ...consoleStaffOperations,
  ...consoleStaffAccessOperations,
  ...consoleStaffSessionOperations,
  ...consolePriceChangeOperations,
  ...consolePriceFloorOperations,
  ...consolePriceHistoryOperations,
  ...consolePriceListOperations,
  ...consoleProductOperations,
  ...consoleProposalOperations,
  ...consoleQuotaOperations,
  ...consoleRecordOperations,
  ...consoleRegionOperations,
  ...consoleSalesOperations,
  ...consoleSearchOperations,
  ...consoleSetUpOperations,
  ...consoleSettingOperations,
  ...consoleShopOperations,
  ...consoleStockOperations,
  ...consoleSupplierClaimOperations,
  ...consoleSupplierOperations,
  ...consoleTicketOperations,
  ...consoleTierOperations,
  ...consoleWebhookOperations,
} as const;
