import { elementText } from '../kit/database/index.ts';
import { currencyDecimals } from '../kit/money.ts';
import type { Draft, Member } from './member.ts';

/**
 * Arguments of orders.place that say what is ordered, in order: the type of an element, that of an order, and whether orders.place_usual has it
 * too.
 */
const COLUMNS: readonly (readonly [string, (member: Member) => unknown, 'usual'?])[] = [
  ['int', (m) => m.tenantId, 'usual'],
  ['int', (m) => m.accounts.available, 'usual'],
  ['int', (m) => m.accounts.held],
  ['int', (m) => m.accounts.sales, 'usual'],
  ['text', (m) => m.key, 'usual'],
  ['bytea', (m) => (m.fingerprint === null ? null : `\\x${m.fingerprint}`), 'usual'],
  ['text', (m) => m.terms.reference, 'usual'],
  ['text', (m) => (m.verdict ? 'verdict' : null)],
  ['int', (m) => m.product?.productId ?? null, 'usual'],
  ['int', (m) => m.product?.shelfId ?? null, 'usual'],
  ['int', (m) => m.terms.quantity, 'usual'],
  ['int', ({ terms: t }) => (t.requestedQuantity > t.quantity ? t.requestedQuantity : null)],
  ['bigint', (m) => m.terms.listPrice, 'usual'],
  ['bigint', (m) => m.terms.unitPrice, 'usual'],
  ['int', (m) => m.terms.discountBps, 'usual'],
  ['text', (m) => m.terms.tier, 'usual'],
  ['bigint', (m) => m.terms.total, 'usual'],
  ['text', (m) => m.terms.currency, 'usual'],
  ['text', (m) => m.settlement],
  ['bigint', (m) => m.invoiceLimit],
  ['bigint', (m) => m.waitMs],
  ['int', (m) => m.holdsOpenMax],
  ['text', (m) => m.terms.metadata, 'usual'],
  ['uuid', (m) => m.apiKeyId, 'usual'],
  ['uuid', (m) => m.userId, 'usual'],
  ['uuid', (m) => m.cap?.group ?? null],
  ['bigint', (m) => m.cap?.spend ?? null],
  ['bigint', (m) => m.cap?.quantity ?? null],
  ['bigint', (m) => m.lowBalance, 'usual'],
  ['int', (m) => (m.lowBalance === null ? null : currencyDecimals(m.terms.currency))],
  ['bigint', (m) => m.approval?.limit ?? null],
  ['bigint', (m) => m.approval?.windowMs ?? null],
];

/** The columns of a function: their places in COLUMNS. */
export type Columns = readonly number[];
export const ALL: Columns = COLUMNS.map((_, place) => place);
export const USUAL: Columns = ALL.filter((place) => COLUMNS[place]?.[2] === 'usual');

/** The type of an element of each column. */
export function typesOf(columns: Columns): string[] {
  return columns.map((place) => (COLUMNS[place] as (typeof COLUMNS)[number])[0]);
}

/** What an order has in each column, as elements of array literals. */
export function elementsOf(member: Member): string[] {
  return COLUMNS.map(([, read]) => elementText(read(member)));
}

/** The array literal of each of these columns. */
export function columnTexts(drafts: readonly Draft[], columns: Columns): string[] {
  const texts = columns.map(() => '{');
  for (const [at, { elements }] of drafts.entries()) {
    for (let column = 0; column < texts.length; column += 1) {
      const element = elements[columns[column] as number];
      texts[column] += at === 0 ? (element as string) : `,${element}`;
    }
  }
  return texts.map((text) => `${text}}`);
}
