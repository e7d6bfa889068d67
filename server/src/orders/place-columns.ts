import { elementText } from '../kit/database/index.ts';
import { currencyDecimals } from '../kit/money.ts';
import type { Draft, Member } from './member.ts';

/** Arguments of orders.place that say what is ordered, in order: the type of an element, and that of an order. */
const COLUMNS: readonly (readonly [string, (member: Member) => unknown])[] = [
  ['int', (m) => m.tenantId],
  ['int', (m) => m.accounts.available],
  ['int', (m) => m.accounts.held],
  ['int', (m) => m.accounts.sales],
  ['text', (m) => m.key],
  ['bytea', (m) => (m.fingerprint === null ? null : `\\x${m.fingerprint}`)],
  ['text', (m) => m.terms.reference],
  ['text', (m) => (m.verdict ? 'verdict' : null)],
  ['int', (m) => m.product?.productId ?? null],
  ['int', (m) => m.product?.shelfId ?? null],
  ['int', (m) => m.terms.quantity],
  ['int', ({ terms: t }) => (t.requestedQuantity > t.quantity ? t.requestedQuantity : null)],
  ['bigint', (m) => m.terms.listPrice],
  ['bigint', (m) => m.terms.unitPrice],
  ['int', (m) => m.terms.discountBps],
  ['text', (m) => m.terms.tier],
  ['bigint', (m) => m.terms.total],
  ['text', (m) => m.terms.currency],
  ['text', (m) => m.settlement],
  ['bigint', (m) => m.invoiceLimit],
  ['bigint', (m) => m.waitMs],
  ['int', (m) => m.holdsOpenMax],
  ['text', (m) => m.terms.metadata],
  ['uuid', (m) => m.apiKeyId],
  ['uuid', (m) => m.userId],
  ['uuid', (m) => m.cap?.group ?? null],
  ['bigint', (m) => m.cap?.spend ?? null],
  ['bigint', (m) => m.cap?.quantity ?? null],
  ['bigint', (m) => m.lowBalance],
  ['int', (m) => (m.lowBalance === null ? null : currencyDecimals(m.terms.currency))],
  ['bigint', (m) => m.approval?.limit ?? null],
  ['bigint', (m) => m.approval?.windowMs ?? null],
];

export const COLUMN_TYPES = COLUMNS.map(([type]) => type);

/** What an order has in each column, as elements of array literals. */
export function elementsOf(member: Member): string[] {
  return COLUMNS.map(([, read]) => elementText(read(member)));
}

/** The array literal of each column. */
export function columnTexts(drafts: readonly Draft[]): string[] {
  const texts = COLUMNS.map(() => '{');
  for (const [at, { elements }] of drafts.entries()) {
    for (let column = 0; column < texts.length; column += 1) {
      texts[column] += at === 0 ? (elements[column] as string) : `,${elements[column]}`;
    }
  }
  return texts.map((text) => `${text}}`);
}
