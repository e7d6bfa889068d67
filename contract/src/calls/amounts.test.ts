/**
 * Guards: the role `stock` reads amounts of single things, which it needs to answer for a lot or a claim, and what codes cost; it reads no book of money, and no file
 * of what businesses bought. A new call with amounts for it needs its reason here.
 */
import { expect, test } from 'vitest';
import { money } from '../kit/primitives.ts';
import { mayCall, type WebAppOperation } from '../kit/web-app-operation.ts';
import { webAppOperations } from './web-app-operations.ts';

interface Node {
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

const { pattern: AMOUNT } = money('An amount.') as Node;

function hasAmount(node: Node): boolean {
  if (node.pattern === AMOUNT) return true;
  const inner = [...Object.values(node.properties ?? {}), ...(node.anyOf ?? [])];
  return [...inner, ...(node.items ? [node.items] : [])].some(hasAmount);
}

const named = (what: string, calls: readonly string[]) =>
  Object.fromEntries(calls.map((call) => [call, what]));

/** Calls with amounts that it may make, and what the amounts are of. */
const OF_STOCK: Readonly<Record<string, string>> = {
  listOrders: 'what each order comes to: it holds the codes of those that wait',
  getOrder: 'one order, and the money that it moved',
  listClaims: 'what each claim comes to: its codes are of a lot',
  getClaim: 'one claim',
  getClaimTerms: 'the limits of one person, which bind it too',
  getLot: 'what the buyers of a lot paid, before it is recalled',
  confirmLot: 'the lot',
  discardLot: 'the lot',
  discardUnsoldCodes: 'the lot',
  getPartner: 'one business, which it may have to call about a recall',
  getPartnerTier: 'what a business bought in 30 days, which decides its price',
  listTiers: 'the volumes that decide prices',
  ...named('prices, and what codes cost', ['getPartnerPrices', 'getPriceList', 'getPriceChange']),
  ...named('prices, and what codes cost', ['listPriceHistory', 'listProducts', 'getProduct']),
  ...named('prices, and what codes cost', ['addProduct', 'setProductStatus']),
  ...named('what codes for sale cost', ['listStock', 'getStock', 'setStockThreshold']),
  ...named('what codes of a supplier cost', ['listSuppliers', 'getSupplier', 'addSupplier']),
  ...named('what codes of a supplier cost', ['setSupplier', 'archiveSupplier', 'restoreSupplier']),
  listRecoveries: 'what suppliers owe for bad codes, which it asks them for',
  getSales: 'net sales by product and day, without cost and margin: what to buy next',
  getTodaySales: 'the same of today',
};

const operations = Object.values<WebAppOperation>(webAppOperations.console);

test('stock reads amounts of single things, prices, and what sells', () => {
  const found = operations.filter(
    (operation) =>
      mayCall(operation, 'stock') &&
      Object.values(operation.replies).some(({ schema }) => schema && hasAmount(schema as Node)),
  );
  expect(found.map(({ id }) => id).toSorted()).toEqual(Object.keys(OF_STOCK).toSorted());
});

test.each([
  ...['listDeposits', 'listBankLines', 'listBankStatements', 'listTransfers', 'listAdjustments'],
  ...['listPartnerTransactions', 'getPartnerStatement', 'listDocuments', 'listAgeing', 'getDayEnd'],
  ...['getTrialBalance', 'getSalesAgreement', 'exportOrders', 'exportSales', 'zipDocuments'],
])('%s is a book of money or a file of sales, and not for stock', (id) => {
  const operation = operations.find((each) => each.id === id);
  expect(operation && mayCall(operation, 'stock')).toBe(false);
});
