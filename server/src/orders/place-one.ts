import { arrayText } from '../kit/database/index.ts';
import type { Entry, Placed } from './member.ts';
import { statusChanged, statusText } from './order.ts';
import { PASSED, type Placement } from './passage.ts';

/** Sends a statement under its name; returns its rows. */
export type Send = <Row extends object>(
  text: string,
  values: readonly unknown[],
  name: string,
) => Promise<readonly Row[]>;

const PLACES = Array.from({ length: 25 }, (_, index) => `$${index + 1}`).join(', ');
const CALL = `SELECT delivered FROM orders.place_one(${PLACES}) delivered`;
const NAME = 'orders.place_one';

/**
 * Places an order that needs nothing but money and codes, by a function without arrays (sql/place-one.sql). Undefined: something about it is
 * not usual, nothing was done, and orders.place decides.
 */
export async function placeUsual(send: Send, at: Date, entry: Entry): Promise<Placed | undefined> {
  if (!isUsual(entry)) return undefined;
  const [row] = await send<{ delivered: boolean }>(CALL, valuesOf(at, entry), NAME);
  return row?.delivered ? { outcome: 'delivered', orderId: null, figure: null, entry } : undefined;
}

function isUsual({ settlement, verdict, cap, approval, terms }: Entry): boolean {
  const isWhole = terms.requestedQuantity === terms.quantity;
  return settlement === 'balance' && isWhole && !verdict && !cap && !approval;
}

function valuesOf(at: Date, entry: Entry): unknown[] {
  const { accounts, fingerprint, product, terms, placement } = entry;
  return [
    ...[at.toISOString(), entry.orderId, entry.tenantId, accounts.available, accounts.sales],
    ...[entry.key, fingerprint && `\\x${fingerprint}`, terms.reference],
    ...[product?.productId, product?.shelfId, terms.quantity, terms.listPrice, terms.unitPrice],
    ...[terms.discountBps, terms.tier, terms.total, terms.currency, terms.metadata],
    ...[entry.apiKeyId, entry.userId, entry.lowBalance, arrayText(entry.eventIds)],
    ...eventTexts(placement),
  ];
}

function eventTexts({ head, sold, endings }: Placement): string[] {
  return PASSED.map(([status, previous]) =>
    statusChanged(head + statusText(status) + sold + endings[status], previous),
  );
}
