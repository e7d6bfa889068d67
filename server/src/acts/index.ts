export { proposeAdjustment } from './adjust-balance.ts';
export { advanceTestClock, endAdvancedOrders } from './advance-test-clock.ts';
export { announceInventory } from './announce-inventory.ts';
export { answerAsSupport } from './answer-as-support.ts';
export { issueKeyFor, rotateKeyFor } from './answer-key-ticket.ts';
export { applyProposals } from './apply-proposals.ts';
export { proposeApproval } from './approve-without-review.ts';
export { beginRestoredEpoch, type RestoredBackup } from './begin-epoch.ts';
export { changeLogo, logoOfUpload } from './change-logo.ts';
export { changePrices } from './change-prices.ts';
export { addProductWithShelves, changeProductStatus } from './change-product.ts';
export { changeQuota } from './change-quota.ts';
export { changeShop } from './change-shop.ts';
export { changeStaffMember } from './change-staff-member.ts';
export { changeTiers, planTiers, type TiersWanted } from './change-tiers.ts';
export { type ComparedCells, compareCells } from './compare-cells.ts';
export { type ConcernedPartners, concernedPartners } from './concerned-partners.ts';
export { confirmClock } from './confirm-clock.ts';
export { approveProposal, refuseProposal } from './decide-proposal.ts';
export { diagnose, type InstallationFacts } from './diagnose.ts';
export { discardUnsoldCodes } from './discard-unsold.ts';
export { endEverySession } from './end-every-session.ts';
export { cancelPriceChange, runPriceChanges } from './end-price-change.ts';
export { expireApprovals } from './expire-approvals.ts';
export { exportFingerprintKey } from './export-fingerprint-key.ts';
export { findReadable } from './find-readable.ts';
export {
  type BusinessWanted,
  inviteBusiness,
  inviteOwnerAgain,
  ownerInvitedUntil,
} from './invite-business.ts';
export { keepFloors } from './keep-floors.ts';
export { listMaskedCodes } from './list-masked-codes.ts';
export { lookUpCode } from './look-up-code.ts';
export { makePriceChange, type PriceChangeWanted } from './make-price-change.ts';
export { openTicketAsSupport } from './open-ticket-as-support.ts';
export {
  listPartnerPrices,
  type OwnPricePlan,
  type OwnPriceWanted,
  type PartnerPriceRow,
  planOwnPrice,
} from './plan-own-price.ts';
export {
  type FixedPricePlan,
  type PercentPlan,
  planFixedPrice,
  planPercent,
} from './plan-price-list.ts';
export { type PricePreview, type PriceTarget, previewPrices } from './preview-prices.ts';
export { printStatement } from './print-statement.ts';
export { type OrderFile, readOrderFile } from './read-order-file.ts';
export { type Export, type ExportedNoun, exportedNouns, recordExport } from './record-export.ts';
export { recordMove } from './record-move.ts';
export { foundPartner, foundSignedUp, registerPartner } from './register-partner.ts';
export {
  drawableUntil,
  drawTicketSecret,
  registerTicketWebhook,
} from './register-ticket-webhook.ts';
export {
  type CodeHad,
  discardSoldSince,
  type RestoreStatus,
  releasePartners,
  releaseProduct,
  restoreStatus,
} from './release-restore.ts';
export { remindOfIncidents } from './remind-of-incidents.ts';
export { reportCertification } from './report-certification.ts';
export { reportIncident } from './report-incident.ts';
export { returnCodes } from './return-codes.ts';
export { approveBusiness, askBusiness, rejectBusiness, reopenReview } from './review-business.ts';
export { rotateKekOf } from './rotate-kek.ts';
export { searchForPartner } from './search-for-partner.ts';
export { searchForStaff } from './search-for-staff.ts';
export { sendEndpointNotices } from './send-endpoint-notices.ts';
export { type ListPrice, planListPrice, setListPrice } from './set-list-price.ts';
export {
  clearManualTier,
  endManualTiers,
  type ManualTierWanted,
  setManualTier,
  takesTwo,
} from './set-manual-tier.ts';
export { type OwnPriceSetting, setOwnPrice } from './set-own-price.ts';
export { type PartnerTerms, setPartnerTerms, type TermsSet } from './set-partner-terms.ts';
export { type FloorSetting, setPriceFloor } from './set-price-floor.ts';
export {
  assignPriceList,
  changePriceList,
  createPriceList,
  setFixedPrice,
  setFixedPrices,
} from './set-price-list.ts';
export { setStockLimits } from './set-stock-limits.ts';
export {
  planStockThresholds,
  setStockThresholds,
  type ThresholdsAsked,
} from './set-stock-thresholds.ts';
export { settleWithdrawn } from './settle-withdrawn.ts';
export { sendAgain, showEmail } from './show-email.ts';
export { statementCsv } from './statement-csv.ts';
export { submitReview } from './submit-review.ts';
export {
  onlyChanges,
  type Targets,
  targetsOfFile,
  targetsOfLines,
  targetsOfRule,
} from './targets-of-prices.ts';
export { type TracedCode, traceCode } from './trace-code.ts';
export { triggerEvent } from './trigger-event.ts';
export { type Verified, verify } from './verify.ts';
export { verifyAudit } from './verify-audit.ts';
export { watchBackups } from './watch-backups.ts';
export { countPaces, watchStock } from './watch-stock.ts';
export { filesOf, openTicketOf, reopenTicketOf, writeToSupport } from './write-to-support.ts';
export { documentCsv, zipDocuments } from './zip-documents.ts';
