export { agedSince, bringEndsNearer, openSince } from './bring-ends-nearer.ts';
export { cancelAllPending, lockPending } from './cancel-all-pending.ts';
export { cancelOrder } from './cancel-order.ts';
export { codesCsv } from './codes-csv.ts';
export {
  type BoughtCode,
  buyersOf,
  type CodeBuyer,
  codesOf,
  type SoldCode,
  soldCodes,
} from './codes-of.ts';
export { confirmOrder } from './confirm-order.ts';
export {
  countFailed,
  countQueues,
  failedLatelyAfter,
  type OrderQueues,
  sumApprovals,
} from './count-queues.ts';
export { expireOrders } from './expire-orders.ts';
export { fillQueues, fillWaiting } from './fill-queue.ts';
export { type CodeOfOrder, findCode } from './find-code.ts';
export { orderInvariants } from './invariants.ts';
export { lastDelivery } from './last-delivery.ts';
export { listOpenSpans, type WaitingSpan } from './list-open-spans.ts';
export {
  listOrderCodes,
  type NumberedCode,
  orderCodePages,
  runsOfOrder,
} from './list-order-codes.ts';
export {
  countOrders,
  listOrders,
  listSortedOrders,
  type OrderFilters,
  type OrderScope,
  orderPages,
  sortedOrderPages,
} from './list-orders.ts';
export { listOrderReveals, type RevealParts, revealPages } from './list-reveals.ts';
export { listSpending } from './list-spending.ts';
export { refundCodes, replaceCodes } from './make-good.ts';
export { moveToTiers, planTierMoves, type TierMove } from './move-to-tiers.ts';
export { notifyApprovals } from './notify-approvals.ts';
export {
  CLAIM_WINDOW_MS,
  claimableUntil,
  isClaimable,
  pricePaid,
  waitsFor,
} from './order.ts';
export type { OrderAct } from './order-act.ts';
export { ORDER_BATCHES, OrderBatches } from './order-batches.ts';
export { labelsOfOrders, orderLabels, orderSubjects } from './order-labels.ts';
export type { OrderParts } from './parts.ts';
export { lockInvoiceShelves, payInvoices } from './pay-invoices.ts';
export { type PendingOrders, pendingOrders } from './pending-orders.ts';
export { type Beside, placeAlone } from './place-alone.ts';
export { placeOrder } from './place-order.ts';
export { playNexts } from './play-nexts.ts';
export { readCodes } from './read-codes.ts';
export { type CodesNamed, checkReadable, type MaskedCode, maskedCodesOf } from './read-some.ts';
export { RecentHolds } from './recent-holds.ts';
export { recomputeTiers } from './recompute-tiers.ts';
export { lockForReturn, takeCodesBack } from './return-codes.ts';
export {
  isReadingLost,
  type ReturnTerms,
  returnableUntil,
  returnEndOf,
  returnTerms,
  setReturnTerms,
} from './return-terms.ts';
export {
  countLateReturns,
  listReturned,
  type ReturnedSum,
  returnedAmong,
  returnMoments,
  sumReturned,
} from './returned.ts';
export { createRevealBatches, type RevealBatches } from './reveal-batches.ts';
export { type Review, reviewOrder } from './review-order.ts';
export { searchOrders } from './search-orders.ts';
export { soldByDay } from './sold-by-day.ts';
export { type SpendingFigures, spendingOf } from './spending.ts';
export {
  bodyOf,
  type FoundOrder,
  findOrder,
  hasOrders,
  hasOrdersIn,
  mustFindOrder,
  orderBody,
  ordersOf,
  orderText,
  ownerOfOrder,
  type ProductLookup,
  pageText,
  productsBought,
  type StoredOrder,
  sumUnapproved,
} from './store.ts';
export { type FailedGroup, type FailedSums, sumFailed } from './sum-failed.ts';
export { tierInForce, tierOfVolume } from './volume.ts';
export {
  countEndedHolds,
  type EndedHolds,
  listHolds,
  listQueued,
  listWaiting,
  sumHolds,
  sumQueued,
} from './waiting.ts';
export {
  isKnownCode,
  listWithdrawn,
  noteKnownCodes,
  type Reissue,
  restockCode,
  type WithdrawnCode,
  type WithdrawnFilters,
  type WithdrawnState,
  withdrawnPages,
  writeOffCode,
} from './withdrawn.ts';
