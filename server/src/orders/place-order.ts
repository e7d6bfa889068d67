import { holdSecondsDefault, type OrderCreate, waitSecondsDefault } from '@psnb2b/contract';
import { type Product, parseDenomination, parseRegion, type Quote } from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import { gapOpen } from '../kit/gaps/index.ts';
import type { Idempotency, Quota } from '../kit/http/index.ts';
import { findMade } from '../kit/idempotency/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney, parseMoney } from '../kit/money.ts';
import { invalid, limitReached, moneyLimitReached, Refusal } from '../kit/refusal.ts';
import { DAY_MS, SECOND_MS } from '../kit/time.ts';
import type { Buyer } from '../partners/index.ts';
import { addTestStock } from '../stock/index.ts';
import { capReached } from './cap-reached.ts';
import { settlementOf, type Terms, verdictOn } from './decide-order.ts';
import type { Entry, Member, Placed } from './member.ts';
import type { OrderParts } from './parts.ts';
import { renderPaid } from './passage.ts';
import { findOrder, orderText, type StoredOrder } from './store.ts';
import { spendTestQuota, testQuotaRefusal } from './test-quota.ts';
import { testScriptOf } from './test-script.ts';

const TEST_STOCK_TRIES_MAX = 20;
/** How long an invoice order waits for its money. */
const PAY_WITHIN_MS = DAY_MS;

export interface PlacedOrder {
  /** The order as it is now, JSON text. */
  readonly text: string;
  readonly orderId: string;
  readonly replayed: boolean;
}

/**
 * Places an order: with balance and stock available, money, stock and codes move in one commit, and the order is delivered when
 * this returns.
 *
 * Checks, after the shape: replay, order limit, reference, existence, state, quantity, price guard, payment, key caps, money,
 * stock. The catalogue's result travels along as a verdict, because a retry whose first attempt succeeded gets the replay,
 * whatever has happened to price, product or limit since. Only success uses an idempotency key up.
 */
export async function placeOrder(
  parts: OrderParts,
  buyer: Buyer,
  body: OrderCreate,
  idempotency: Idempotency | null,
  quota: Quota,
): Promise<PlacedOrder> {
  const member = await prepare(parts, buyer, body, idempotency);
  try {
    await quota.takeOrder();
  } catch (refusal) {
    const replay = idempotency && (await replayOf(parts, buyer, idempotency));
    if (replay) return replay;
    throw refusal;
  }
  let placed = await placeWhatIsThere(parts, member);
  // Test stock is endless: it is made on demand, as real rows of a test lot. Other orders may take it, so it may have to be made
  // again.
  for (let tries = 0; placed.outcome === 'out_of_stock' && isTest(member); tries += 1) {
    if (tries === TEST_STOCK_TRIES_MAX) break;
    await addTestStock(parts, { ...member.product, quantity: member.terms.quantity });
    placed = await parts.batches.place(member);
  }
  if (buyer.mode === 'test' && isPlaced(placed)) await spendTestQuota(parts, buyer, body);
  return outcomeOf(parts, buyer, placed, quota);
}

/**
 * Places an order. One that takes as many codes as there are is placed again for these: less and less if others are faster, and
 * refused once nothing is left.
 */
async function placeWhatIsThere({ batches }: OrderParts, wanted: Member): Promise<Placed> {
  let placed = await batches.place(wanted);
  while (placed.outcome === 'short') {
    const { terms } = wanted;
    const quantity = required(placed.figure, placed.outcome);
    const total = terms.unitPrice * quantity;
    placed = await batches.place({ ...wanted, terms: { ...terms, quantity, total } });
  }
  return placed;
}

function isPlaced({ outcome }: Placed): boolean {
  return outcome === 'delivered' || outcome === 'pending' || outcome === 'paid';
}

function isTest(member: Member): member is Member & { product: NonNullable<Member['product']> } {
  return member.terms.mode === 'test' && member.product !== null;
}

async function prepare(
  { catalog, accounts, shelves, config, database, clock, gaps }: OrderParts,
  buyer: Buyer,
  body: OrderCreate,
  idempotency: Idempotency | null,
): Promise<Member> {
  const { partner, tenant, mode, tenantId } = buyer;
  const terms = termsOf(buyer, body);
  const product = catalog.find(parseRegion(body.region), parseDenomination(body.denomination));
  const quote =
    product &&
    catalog.quote(product, {
      partnerId: buyer.partnerId,
      currency: partner.currency,
      discountBps: tenant.discountBps,
    });
  const shelfId = product && (await shelves.find(product.productId, mode));
  const sold = product && quote ? soldAs(product, quote) : NOT_SOLD;
  const { currency } = partner;
  const asked = { total: sold.unitPrice * body.quantity, currency };
  const script = testScriptOf(body, mode, asked);
  const settlement = script.settlement ?? settlementOf(body, mode);
  const quantity = script.inStock ?? body.quantity;
  const verdict =
    (gaps.isOpen(tenantId) ? gapOpen() : null) ??
    verdictOn(body, shelfId ? product : null, quote, terms) ??
    script.refusal ??
    (mode === 'test' ? await testQuotaRefusal(database.reads, buyer, body, clock.now()) : null);
  return {
    tenantId,
    accounts: await accounts.find(tenantId),
    key: idempotency?.key ?? null,
    fingerprint: idempotency?.fingerprint ?? null,
    verdict,
    product: product && shelfId ? { productId: product.productId, shelfId } : null,
    settlement,
    approval:
      partner.approvalLimit === null
        ? null
        : { limit: partner.approvalLimit, windowMs: config.approvalWindowMs },
    invoiceLimit: terms.invoiceLimit,
    lowBalance: partner.lowBalance,
    waitMs: settlement === 'balance' ? null : waitOf(body, terms),
    holdsOpenMax: partner.holdsOpenMax,
    apiKeyId: buyer.keyId,
    userId: null,
    cap: capOf(buyer),
    next: script.next ?? null,
    terms: {
      mode,
      ...sold,
      quantity,
      requestedQuantity: body.quantity,
      tier: tenant.tier,
      total: sold.unitPrice * quantity,
      currency,
      payment: body.payment ?? 'balance',
      reference: body.reference ?? null,
      metadata: body.metadata ? JSON.stringify(body.metadata) : '{}',
    },
  };
}

function capOf({ limitGroup: group, caps }: Buyer): Member['cap'] {
  const { dailySpend: spend, dailyQuantity: quantity } = caps;
  return group !== null && (spend !== null || quantity !== null)
    ? { group, spend, quantity }
    : null;
}

/** The terms of sale of an order. An order refused for a missing product or price is never stored. */
const NOT_SOLD = {
  ...{ region: '', denominationMilli: 0, faceCurrency: '', sku: '' },
  ...{ listPrice: 0, unitPrice: 0, discountBps: 0 },
};

function soldAs(product: Product, quote: Quote): typeof NOT_SOLD {
  const { region, denominationMilli, faceCurrency, sku } = product;
  const { listPrice, unitPrice, discountBps } = quote;
  return { region, denominationMilli, faceCurrency, sku, listPrice, unitPrice, discountBps };
}

/** A hold as it is stored while it waits. */
function holdOf({ tenantId, product, terms, orderId, placement }: Entry): StoredOrder {
  const { productId, shelfId } = required(product, 'an order that was placed has a product');
  const progress = placement.endings.waiting;
  return { tenantId, productId, shelfId, queued: false, terms: { ...terms, orderId }, progress };
}

/** How long an order waits that is not paid at once, in milliseconds. */
function waitOf(body: OrderCreate, terms: Terms): number | null {
  if (body.fill === 'wait') return SECOND_MS * (body.wait_seconds ?? waitSecondsDefault);
  if (body.payment === 'invoice') return PAY_WITHIN_MS;
  if (body.payment !== 'hold') return null;
  return SECOND_MS * (body.hold_seconds ?? Math.min(holdSecondsDefault, terms.holdSecondsMax));
}

/** Members that say something only about one kind of order. */
function mustBelong({ payment = 'balance', fill = 'all', ...body }: OrderCreate): void {
  const misplaced = (pointer: string, detail: string) =>
    invalid({ pointer, code: 'unknown_member', detail });
  if (body.hold_seconds !== undefined && payment !== 'hold') {
    const detail = 'It goes with "payment": "hold" only; leave it out, or make the order a hold.';
    throw misplaced('/hold_seconds', detail);
  }
  if (fill !== 'all' && payment !== 'balance') {
    const detail = 'It goes with "payment": "balance" only; leave it out, or pay from the balance.';
    throw misplaced('/fill', detail);
  }
  if (body.wait_seconds !== undefined && fill !== 'wait') {
    const detail = 'It goes with "fill": "wait" only; leave it out, or let the order wait.';
    throw misplaced('/wait_seconds', detail);
  }
}

function termsOf({ partner }: Buyer, body: OrderCreate): Terms {
  const { currency, invoiceLimit, holdSecondsMax } = partner;
  mustBelong(body);
  const guard = body.max_unit_price;
  const maxUnitPrice = guard === undefined ? null : parseMoney(guard, currency);
  if (guard !== undefined && maxUnitPrice === null) {
    throw invalid({
      pointer: '/max_unit_price',
      code: 'precision',
      detail: `It must be an amount in ${currency} with the decimals of that currency.`,
    });
  }
  return { currency, invoiceLimit, maxUnitPrice, holdSecondsMax };
}

async function replayOf(
  { database, catalog }: OrderParts,
  buyer: Buyer,
  idempotency: Idempotency,
): Promise<PlacedOrder | null> {
  const before = await findMade(database.reads, { tenantId: buyer.tenantId }, idempotency);
  if (!before) return null;
  const order = await findOrder(database.reads, buyer, before.resource, catalog.product);
  return order && { text: orderText(order), orderId: before.resource, replayed: true };
}

async function outcomeOf(
  { database, catalog, clock, holds }: OrderParts,
  buyer: Buyer,
  { outcome, entry, orderId, figure }: Placed,
  quota: Quota,
): Promise<PlacedOrder> {
  switch (outcome) {
    case 'delivered':
    case 'pending':
      if (outcome === 'pending' && entry.settlement === 'hold') holds.keep(holdOf(entry));
      return { text: entry.placement[outcome], orderId: entry.orderId, replayed: false };
    case 'paid':
      return { text: renderPaid(entry.placement), orderId: entry.orderId, replayed: false };
    case 'replayed': {
      await quota.giveBackOrder();
      const order = await findOrder(
        database.reads,
        buyer,
        required(orderId, outcome),
        catalog.product,
      );
      if (!order) throw new Refusal('not_found');
      return { text: orderText(order), orderId: order.terms.orderId, replayed: true };
    }
    case 'idempotency_key_reused':
      await quota.giveBackOrder();
      throw new Refusal('idempotency_key_reused');
    case 'reference_in_use':
      throw new Refusal('reference_in_use', {
        order_id: formatId('ord', required(orderId, outcome)),
      });
    case 'verdict':
      throw entry.verdict ?? new Refusal('internal');
    case 'insufficient_balance':
      throw new Refusal('insufficient_balance', {
        required: formatMoney(entry.terms.total, entry.terms.currency),
        available: formatMoney(required(figure, outcome), entry.terms.currency),
        currency: entry.terms.currency,
      });
    case 'short':
    case 'out_of_stock':
      throw new Refusal('out_of_stock', { available: required(figure, outcome) });
    case 'limit_reached': {
      const { currency } = entry.terms;
      const sum = { limit: entry.invoiceLimit, used: required(figure, outcome), currency };
      throw moneyLimitReached(sum);
    }
    case 'too_many_holds': {
      const count = { limit: entry.holdsOpenMax, used: required(figure, outcome) };
      throw limitReached(
        count,
        'You have as many open holds as you may have; confirm or cancel one first.',
      );
    }
    case 'needs_approval': {
      const limit = required(entry.approval, outcome).limit;
      const sum = { limit, used: required(figure, outcome), currency: entry.terms.currency };
      throw moneyLimitReached(
        sum,
        'An order above this amount needs our approval, for which neither a hold nor an order with "fill": "wait" can wait.',
      );
    }
    case 'key_cap_reached':
      throw await capReached(database.reads, entry, clock.now());
    default:
      return outcome satisfies never;
  }
}
