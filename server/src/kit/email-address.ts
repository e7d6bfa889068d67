import { emailLengthMax } from '@psnb2b/contract';
import { trimEnd } from './trim-end.ts';

declare const read: unique symbol;
/**
 * An e-mail address in its canonical form: two equal addresses are equal texts. Code that stores or searches an address takes
 * this type.
 */
export type EmailAddress = string & { readonly [read]: true };

const FORM = /^[^\s@\p{Cc},;:<>()[\]\\"]{1,64}@[^\s@\p{Cc},;:<>()[\]\\"]+$/u;
const UNSEEN = /[\s\p{Cf}]/u;

/**
 * The only way to make an `EmailAddress`: NFC, lower case, and without blanks and invisible characters that were pasted around
 * it. Whether it is an address at all is checked by the contract (`emailInput`), or by `isEmail` where no API call brought it.
 */
export function readEmail(text: string): EmailAddress {
  const plain = text.normalize('NFC').toLowerCase();
  return trimEnd(plain, UNSEEN).replace(/^[\s\p{Cf}]+/u, '') as EmailAddress;
}

/** Whether it is a single address for every reader: no blanks, list separators, quotes or brackets. */
export function isEmail(email: EmailAddress): boolean {
  return email.length <= emailLengthMax && email.isWellFormed() && FORM.test(email);
}
