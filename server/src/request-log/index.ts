export { dropOldDays, KEPT_DAYS } from './drop-old-days.ts';
export { lastUses } from './last-uses.ts';
export {
  type CallFilters,
  type CallPlace,
  callPages,
  countCalls,
  findCall,
  type ListedCall,
  listCalls,
  searchCalls,
} from './list-calls.ts';
export { type CallLimit, listSpendings } from './list-spendings.ts';
export { type RepeatedOrders, repeatedOrders } from './repeated-orders.ts';
export { RequestLog } from './request-log.ts';
export { summariseCalls } from './summarise-calls.ts';
