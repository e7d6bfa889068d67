import type { OrderCreate } from '@psnb2b/contract';
import type { Product, Quote } from '../catalog/index.ts';
import { AMOUNT_MINOR_MAX, formatMoney } from '../kit/money.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import type { Settlement } from './member.ts';

/** What a buyer may do, as far as it decides about an order. Money in minor units. */
export interface Terms {
  readonly currency: string;
  readonly invoiceLimit: number;
  readonly maxUnitPrice: number | null;
}

/**
 * What the catalogue and the partner's terms say against an order, in the contract's order:
 * existence, state, quantity, price guard, payment. Null when nothing does.
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
      detail: `At most ${maxQuantity} of this product in one order.`,
    });
  }
  if (body.quantity < minQuantity) {
    return invalid({
      pointer: '/quantity',
      code: 'minimum',
      detail: `At least ${minQuantity} of this product in one order.`,
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
    return new Refusal('payment_not_allowed');
  }
  return null;
}

/** How an order gets its money, unless it waits for a person: that depends on what was ordered before. */
export function settlementOf(body: OrderCreate): Settlement {
  return body.payment === 'invoice' ? 'invoice' : 'balance';
}
