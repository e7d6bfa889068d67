import type { OrderCreate } from '@psnb2b/contract';
import type { Product, Quote } from '../catalog/index.ts';
import { AMOUNT_MINOR_MAX, formatMoney } from '../kit/money.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import type { Settlement } from './member.ts';

/** What a buyer may do, as far as it matters for an order. Money in minor units. */
export interface Terms {
  readonly currency: string;
  readonly invoiceLimit: number;
  readonly maxUnitPrice: number | null;
  /** How long a hold may last; 0: none may be placed. */
  readonly holdSecondsMax: number;
}

/**
 * The refusal of an order by the catalogue and the partner's terms, in the contract's order: existence, state, quantity, price
 * guard, payment. Null if there is none.
 */
export function verdictOn(
  body: OrderCreate,
  product: Product | null,
  quote: Quote | null,
  terms: Terms,
): Refusal | null {
  if (!product || !quote) return new Refusal('unknown_product');
  const { status } = product;
  if (status !== 'active') return new Refusal('product_paused', { product_status: status });
  const { minQuantity, maxQuantity } = product;
  if (body.quantity > maxQuantity) {
    return invalid({
      pointer: '/quantity',
      code: 'maximum',
      detail: `One order may have at most ${maxQuantity} codes of this product.`,
    });
  }
  if (body.quantity < minQuantity) {
    return invalid({
      pointer: '/quantity',
      code: 'minimum',
      detail: `One order must have at least ${minQuantity} codes of this product.`,
    });
  }
  if (quote.unitPrice * body.quantity > AMOUNT_MINOR_MAX) {
    return invalid({ pointer: '/quantity', code: 'maximum', detail: 'The total is too large.' });
  }
  if (terms.maxUnitPrice !== null && quote.unitPrice > terms.maxUnitPrice) {
    return new Refusal('price_changed', {
      unit_price: formatMoney(quote.unitPrice, terms.currency),
    });
  }
  if (body.payment === 'invoice' && terms.invoiceLimit === 0) {
    const detail = 'Payment by invoice is not open to you; pay from the balance.';
    return new Refusal('payment_not_allowed', {}, { detail });
  }
  return body.payment === 'hold' ? verdictOnHold(body, terms) : null;
}

function verdictOnHold(
  { hold_seconds: seconds }: OrderCreate,
  { holdSecondsMax }: Terms,
): Refusal | null {
  if (holdSecondsMax === 0) {
    const detail = 'Holds are not open to you; pay from the balance.';
    return new Refusal('payment_not_allowed', {}, { detail });
  }
  if (seconds === undefined || seconds <= holdSecondsMax) return null;
  const detail = `A hold of yours lasts at most ${holdSecondsMax} seconds.`;
  return invalid({ pointer: '/hold_seconds', code: 'maximum', detail });
}

/**
 * How an order is settled, unless it waits for an approval: that depends on earlier orders. Test stock is endless, so there is
 * never too little of it.
 */
export function settlementOf(
  { payment = 'balance', fill = 'all' }: OrderCreate,
  mode: Mode,
): Settlement {
  return fill === 'all' || mode === 'test' ? payment : fill;
}
