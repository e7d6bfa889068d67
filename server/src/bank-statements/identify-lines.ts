import { createHash } from 'node:crypto';
import { formatMoney } from '../kit/money.ts';
import type { ReadLine, ReadStatement } from './statement.ts';

/** A form that `deposits` reads as a transaction of a network. */
const LIKE_A_TRANSACTION = /^(?:0x)?[0-9a-f]{64}(?::[0-9]{1,9})?$/i;
const OUTSIDE_ID_MAX = 100;

/** Of what a line says, 32 bytes: the day, the amount, and the bank's own reference, or the texts where there is none. */
export function contentKey({
  bookedOn,
  amount,
  payer,
  payerAccount,
  text,
  reference,
  bankReference,
}: ReadLine): Buffer {
  const named =
    bankReference !== '' ? [bankReference] : ['', payerAccount || payer, text, reference];
  return createHash('sha256')
    .update(JSON.stringify([bookedOn, amount, ...named]))
    .digest();
}

/** The name of a line for ever, before a number is added where it is taken: the bank's own, or one that is made of what it says. */
export function outsideId(line: ReadLine, currency: string): string {
  const { bookedOn, amount } = line;
  const own = line.bankReference.normalize('NFKC').trim();
  const isUsable =
    own !== '' && own.length <= OUTSIDE_ID_MAX && !LIKE_A_TRANSACTION.test(own.replaceAll(' ', ''));
  if (isUsable) return own;
  const digest = contentKey(line).toString('hex').slice(0, 12);
  return `${bookedOn} ${formatMoney(amount, currency)} ${currency} ${digest}`;
}

/** Of its period, balances and lines, 32 bytes: the same statement in another file is the same. */
export function fingerprintOf({ from, to, opening, closing, lines }: ReadStatement): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([from, to, opening, closing]));
  for (const line of lines) hash.update(contentKey(line));
  return hash.digest();
}

/** Where a statement begins and ends, in days and balances. */
export interface Span {
  readonly from: string;
  readonly to: string;
  /** Minor units; null: not known. */
  readonly opening: number | null;
  readonly closing: number | null;
}

/**
 * Whether one statement ends where the other begins, so that equal lines of their common day are different payments. Of a statement that
 * ends with the balance with which it began nobody can say so: others may be parts of it.
 */
export function follows(before: Span, after: Span): boolean {
  return (
    before.to <= after.from &&
    before.closing !== null &&
    before.closing === after.opening &&
    before.opening !== before.closing &&
    after.opening !== after.closing
  );
}
