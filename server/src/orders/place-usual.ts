import { arrayText } from '../kit/database/index.ts';
import { argumentsOf, batchValues } from './batch-values.ts';
import type { Entry, Placed } from './member.ts';
import { statusChanged, statusText } from './order.ts';
import { PASSED, type Placement } from './passage.ts';
import { USUAL } from './place-columns.ts';

/** Sends a statement under its name; returns its rows. */
export type Send = <Row extends object>(
  text: string,
  values: readonly unknown[],
  name: string,
) => Promise<readonly Row[]>;

const PLACES = Array.from({ length: 25 }, (_, index) => `$${index + 1}`).join(', ');
const ONE = {
  name: 'orders.place_one',
  text: `SELECT delivered FROM orders.place_one(${PLACES}) delivered`,
};
const SEVERAL = {
  name: 'orders.place_usual',
  text: `SELECT delivered FROM orders.place_usual(${argumentsOf(USUAL)}) delivered`,
};

/**
 * Places orders that need nothing but money and codes: one by a function without arrays (sql/place-one.sql), several by one that decides about all
 * of them at once (sql/place-usual.sql). Undefined: something about them is not usual, nothing was done, and orders.place decides.
 */
export async function placeUsual(
  send: Send,
  at: Date,
  entries: readonly Entry[],
): Promise<Placed[] | undefined> {
  if (!entries.every(isUsual)) return undefined;
  const [first, ...others] = entries;
  const isOne = first !== undefined && others.length === 0;
  const { name, text } = isOne ? ONE : SEVERAL;
  const values = isOne ? valuesOf(at, first) : batchValues(at, entries, USUAL);
  const [row] = await send<{ delivered: boolean }>(text, values, name);
  if (!row?.delivered) return undefined;
  return entries.map((entry) => ({ outcome: 'delivered', orderId: null, figure: null, entry }));
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
