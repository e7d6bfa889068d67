import type { DepositMethodName } from '@psnb2b/contract';
import { invalid } from '../kit/refusal.ts';

/** A payment's own name: as it is shown, and in the form in which two spellings are equal. */
export interface Reference {
  readonly reference: string;
  readonly key: string;
}

const LENGTH_MAX = 200;
const TRANSACTION = /^(?:0x)?([0-9a-f]{64})(?::([0-9]{1,9}))?$/;

/**
 * Reads the id of a payment: neither case nor blanks nor the width of characters make another payment. The id of a transaction, on every
 * network that we know 64 hexadecimal digits with or without `0x`, is followed by the number of its output or log entry (`:0`), because one
 * transaction can pay several times.
 */
export function readReference(text: string, method: DepositMethodName): Reference {
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
  if (plain === '' || plain.length > LENGTH_MAX || !plain.isWellFormed() || /\p{Cc}/u.test(plain)) {
    throw refuse(`It must be 1 to ${LENGTH_MAX} characters on one line.`);
  }
  const key = plain.replaceAll(' ', '').toLowerCase();
  const [, transaction, output] = TRANSACTION.exec(key) ?? []; // nothing: it is no transaction.
  if (transaction === undefined) {
    if (method !== 'digital_asset') return { reference: plain, key };
    throw refuse(
      'It must be the id of a transaction, 64 hexadecimal digits, and the number of its output, like …9f3c:0.',
    );
  }
  if (output === undefined) {
    throw refuse(
      'It must end with the number of the output or log entry of the transaction, like :0.',
    );
  }
  const canonical = `${transaction}:${Number(output)}`;
  return { reference: canonical, key: canonical };
}

/** The same of a text that somebody searches for, whatever it is. */
export function referenceKey(text: string): string {
  const key = text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  const [, transaction, output] = TRANSACTION.exec(key) ?? []; // nothing: it is no transaction.
  return transaction === undefined || output === undefined
    ? key
    : `${transaction}:${Number(output)}`;
}

function refuse(detail: string) {
  return invalid({ pointer: '/reference', code: 'pattern', detail });
}
