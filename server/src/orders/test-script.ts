import { type OrderCreate, testCodesInStock, testQuantities } from '@psnb2b/contract';
import { formatMoney } from '../kit/money.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import type { Next, Settlement } from './member.ts';

/** What test mode does with an order because of its quantity. It is placed and settled by the same code as every other order. */
export interface TestScript {
  /** In place of what money and stock would say. */
  readonly refusal?: Refusal;
  readonly settlement?: Settlement;
  readonly next?: Next;
  /** How many codes are there. */
  readonly inStock?: number;
}

const NONE: TestScript = {};
const { delayed, failing, waiting, outOfStock, unpaid } = testQuantities;

/** The script of an order; an empty one for every live order. `total` in minor units. */
export function testScriptOf(
  { quantity, payment = 'balance', fill = 'all' }: OrderCreate,
  mode: Mode,
  { total, currency }: { readonly total: number; readonly currency: string },
): TestScript {
  if (mode !== 'test') return NONE;
  switch (quantity) {
    case delayed.quantity:
      if (payment !== 'balance') return NONE;
      return { settlement: 'approval', next: { outcome: 'deliver', paid: fill !== 'wait' } };
    case failing.quantity:
      if (payment !== 'balance') return NONE;
      return { settlement: 'approval', next: { outcome: 'fail', paid: true } };
    case waiting.quantity:
      return payment === 'balance' ? { settlement: 'approval' } : NONE;
    case outOfStock.quantity:
      if (fill === 'available') return { inStock: testCodesInStock };
      if (fill === 'wait') return { settlement: 'approval' };
      return { refusal: new Refusal('out_of_stock', { available: 0 }) };
    case unpaid.quantity:
      return payment === 'invoice' ? NONE : { refusal: unpaidOf(total, currency) };
    default:
      return NONE;
  }
}

function unpaidOf(total: number, currency: string): Refusal {
  return new Refusal('insufficient_balance', {
    required: formatMoney(total, currency),
    available: formatMoney(0, currency),
    currency,
  });
}
