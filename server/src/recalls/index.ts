export { listRecalledCodes, recalledCodePages } from './list-recalled-codes.ts';
export {
  type BuyerRecall,
  countRecalls,
  listRecalls,
  recallOf,
  recallPages,
} from './list-recalls.ts';
export { markRead } from './mark-read.ts';
export {
  type LotFile,
  type LotLine,
  type LotRecallProgress,
  readLot,
  withClaims,
} from './read-lot.ts';
export { recallFromBuyers } from './recall-from-buyers.ts';
export { resolveRecall } from './resolve-recall.ts';
