import { draft, enter } from '../src/orders/enter.ts';
import type { Entry, Member } from '../src/orders/member.ts';
import type { BareOrders } from './bare-orders.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The values in which orders of a test differ; money in minor units. */
export type OrderWish = Partial<
  Pick<
    Entry,
    | 'key'
    | 'fingerprint'
    | 'verdict'
    | 'settlement'
    | 'invoiceLimit'
    | 'holdsOpenMax'
    | 'approval'
    | 'lowBalance'
    | 'cap'
  >
> & {
  readonly tenant?: number;
  readonly shelf?: number;
  readonly quantity?: number;
  readonly listPrice?: number;
  readonly unitPrice?: number;
  readonly reference?: string | null;
};

/** Returns an order as a member of a batch: by default one code of the first shelf for the first tenant. */
export function entryOf(bare: BareOrders, wish: OrderWish = {}): Entry {
  const { tenant = 0, shelf = 0, quantity = 1, listPrice = 10, unitPrice = 10 } = wish;
  const { settlement = 'balance', reference = null } = wish;
  const own = bare.tenants[tenant];
  const product = bare.shelves[shelf];
  if (!own || !product) throw new Error('the bare shop has two tenants and two shelves');
  const payment: Entry['terms']['payment'] =
    settlement === 'invoice' || settlement === 'hold' ? settlement : 'balance';
  const waitMs = settlement === 'balance' ? null : DAY_MS;
  const terms = {
    ...({ mode: 'live', region: 'US', denominationMilli: 50_000, faceCurrency: 'USD' } as const),
    ...{
      sku: 'PSN-US-50',
      quantity,
      requestedQuantity: quantity,
      listPrice,
      unitPrice,
      discountBps: 0,
      tier: '',
    },
    ...{ total: unitPrice * quantity, currency: 'USD', reference, metadata: '{}' },
    payment,
  };
  const member: Member = {
    ...own,
    product,
    terms,
    settlement,
    key: wish.key ?? null,
    fingerprint: wish.fingerprint ?? null,
    verdict: wish.verdict ?? null,
    invoiceLimit: wish.invoiceLimit ?? 0,
    approval: wish.approval ?? null,
    lowBalance: wish.lowBalance ?? null,
    cap: wish.cap ?? null,
    waitMs,
    holdsOpenMax: wish.holdsOpenMax ?? 2,
    apiKeyId: null,
    userId: null,
    next: null,
  };
  return enter(draft(member), bare.at);
}
