import type { PriceJump } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import { currencyDecimals, formatMoney } from '../kit/money.ts';
import type { CatalogSnapshot } from './catalog-snapshot.ts';
import { denominationText } from './denomination.ts';
import { WHOLE_BPS } from './price.ts';
import type { Product } from './product.ts';

const MILLI = 1_000;
/** So many times the price before is a wrong decimal point. */
const TENFOLD = 10;
/** So many times what a card is worth is a digit too many or too few: cards are traded within some per cent of their face value. */
const FAR = 2;
/** Two numbers this close are the same number less a discount. */
const CLOSE = 1.25;

/** Currencies of about one size: the number of a card in one of them may be its price in another. */
const LIKE_DOLLAR: ReadonlySet<string> = new Set([
  ...['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD'],
]);

/** A price and what it is compared with; minor units of its currency. */
export interface JumpFacts {
  readonly product: Pick<Product, 'denominationMilli' | 'faceCurrency'>;
  readonly currency: string;
  /** What is paid now; null: nothing was ever set. */
  readonly before: number | null;
  readonly after: number;
  /** What the card is worth at the other prices of its face currency: those that are set, and those that are set with it. */
  readonly known: number | null;
  readonly among: number | null;
  /** The highest cost of a code for sale. */
  readonly cost: number | null;
}

/** Why a price looks like a slip of a digit or of a currency; null: it does not. */
export function jumpOf(facts: JumpFacts): PriceJump | null {
  const { product, currency, before, after, known, among, cost } = facts;
  if (before !== null && isTimes(TENFOLD, before, after)) return 'price';
  // A small step leads nowhere new, wherever the price stands.
  if (before !== null && !isTimes(FAR, before, after)) return null;
  const face = faceIn(product, currency);
  const worth = product.faceCurrency === currency ? face : known;
  if (worth !== null) return isTimes(FAR, worth, after) ? 'face_value' : null;
  if (cost !== null) return isTimes(FAR, cost, after) ? 'cost' : null;
  const isLike = LIKE_DOLLAR.has(currency) && LIKE_DOLLAR.has(product.faceCurrency);
  if (!isLike && !isTimes(CLOSE, face, after)) return 'currency';
  return among !== null && isTimes(FAR, among, after) ? 'face_value' : null;
}

/** Whether one of two amounts is so many times the other, or more. */
function isTimes(times: number, one: number, other: number): boolean {
  return other >= one * times || one >= other * times;
}

/** The number on the card, in minor units of a currency. */
function faceIn({ denominationMilli }: JumpFacts['product'], currency: string): number {
  return (denominationMilli / MILLI) * 10 ** currencyDecimals(currency);
}

type Named = Pick<JumpFacts, 'product' | 'currency' | 'before' | 'after'> & {
  readonly product: Pick<Product, 'sku'>;
};

/** What a person reads who set a price that looks like a slip. */
export function sayJump(jump: PriceJump, { product, currency, before, after }: Named): string {
  const { sku, denominationMilli, faceCurrency } = product;
  const price = `${formatMoney(after, currency)} ${currency}`;
  const card = `${denominationText(denominationMilli)} ${faceCurrency}`;
  switch (jump) {
    case 'price':
      return `${sku} would change from ${formatMoney(required(before, 'it was compared'), currency)} to ${price}, ten times or more: ${CONFIRM}.`;
    case 'face_value':
      return `${price} for ${sku} is twice what ${card} are worth, or half of it: ${CONFIRM}.`;
    case 'cost':
      return `${price} for ${sku} is twice what its codes cost, or half of it: ${CONFIRM}.`;
    case 'currency':
      return `${price} for ${sku} is the number on the card, ${card}, in another currency: ${CONFIRM}.`;
    default:
      return jump satisfies never;
  }
}

const CONFIRM = 'confirm it, or correct the price';

/** A list price that is wanted; minor units. */
interface Wanted {
  readonly productId: number;
  readonly currency: string;
  readonly after: number;
}

/** What a card is worth in a currency, at the prices of others; minor units, null: no other has one. */
type Worth = Pick<JumpFacts, 'known' | 'among'>;

/**
 * What cards are worth at the list prices of other products with the same face currency: of those that are set, and of those that are
 * wanted with them.
 */
export function worthAt(
  catalog: CatalogSnapshot,
  wanted: readonly Wanted[],
): (product: Product, currency: string) => Worth {
  const known = ratesOf(
    catalog.products.flatMap((product) =>
      catalog
        .listPricesOf(product.productId)
        .map(({ currency, amount }) => ({ product, currency, amount })),
    ),
  );
  const among = ratesOf(
    wanted.flatMap(({ productId, currency, after: amount }) => {
      const product = catalog.product(productId);
      return product === null ? [] : [{ product, currency, amount }];
    }),
  );
  return (product, currency) => ({
    known: known(product, currency),
    among: among(product, currency),
  });
}

interface Priced {
  readonly product: Product;
  readonly currency: string;
  readonly amount: number;
}

/** The middle of what others ask for a unit of a face currency, times the card. */
function ratesOf(prices: readonly Priced[]) {
  const groups = Map.groupBy(
    prices,
    ({ product: { faceCurrency }, currency }) => `${faceCurrency} ${currency}`,
  );
  const found = new Map<string, number | null>();
  const read = ({ productId, faceCurrency, denominationMilli }: Product, currency: string) => {
    // nothing: no card of this currency has a price in the other one.
    const rates = (groups.get(`${faceCurrency} ${currency}`) ?? [])
      .filter(({ product }) => product.productId !== productId)
      .map(({ product, amount }) => amount / product.denominationMilli)
      .sort((a, b) => a - b);
    const middle = rates[Math.floor(rates.length / 2)];
    return middle === undefined ? null : middle * denominationMilli;
  };
  return (product: Product, currency: string) => {
    const key = `${product.productId} ${currency}`;
    const worth = found.has(key) ? (found.get(key) ?? null) : read(product, currency);
    found.set(key, worth);
    return worth;
  };
}

/** Whether another percentage of a price list makes its prices twice or half of the list prices, or ten times or a tenth of what they are. */
export function isPercentJump(beforeBps: number, afterBps: number): boolean {
  const [before, after] = [WHOLE_BPS + beforeBps, WHOLE_BPS + afterBps];
  if (isTimes(TENFOLD, before, after)) return true;
  return isTimes(FAR, WHOLE_BPS, after) && isTimes(FAR, before, after);
}
