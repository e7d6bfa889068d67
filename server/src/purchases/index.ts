export { listFavourites, setFavourite } from './favourites.ts';
export { purchaseInvariants } from './invariants.ts';
export {
  countPurchases,
  listPurchases,
  type PurchaseFilters,
  type PurchaseLook,
  purchasePages,
} from './list-purchases.ts';
export { linesOf } from './purchase.ts';
export { ordersOfPurchase, purchasesOfOrders } from './purchases-of-orders.ts';
export { type CodesOfOrder, purchaseCodesCsv, readPurchaseCodes } from './read-codes.ts';
export { type ReadPurchase, readPurchase } from './read-purchase.ts';
export { sendPurchase } from './send-purchase.ts';
