export { buyersOfOrders, ordersOfBuyer } from './buyers-of-orders.ts';
export { listFavourites, setFavourite } from './favourites.ts';
export { purchaseInvariants } from './invariants.ts';
export { linesOf } from './purchase.ts';
export { type CodesOfOrder, purchaseCodesCsv, readPurchaseCodes } from './read-codes.ts';
export { type ReadPurchase, readPurchase } from './read-purchase.ts';
export { sendPurchase } from './send-purchase.ts';
