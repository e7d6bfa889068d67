export {
  type LotFile,
  type LotLine,
  type LotRecallProgress,
  readLot,
  withClaims,
} from './read-lot.ts';
export { recallFromBuyers } from './recall-from-buyers.ts';
export { resolveRecall } from './resolve-recall.ts';
