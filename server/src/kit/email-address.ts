import { emailLengthMax } from '@psnb2b/contract';
import { trimEnd } from './trim-end.ts';

declare const read: unique symbol;
/** An e-mail address in the form in which two are the same. Whoever keeps or looks for one takes this. */
export type EmailAddress = string & { readonly [read]: true };

const FORM = /^[^\s@\p{Cc},;:<>()[\]\\"]{1,64}@[^\s@\p{Cc},;:<>()[\]\\"]+$/u;
const UNSEEN = /[\s\p{Cf}]/u;

/**
 * The only way to an `EmailAddress`: NFC, lower case, and without what is pasted along around it, blanks and
 * invisible characters. Whether it is an address at all is judged by the
 * contract (`emailInput`), or by `isEmail` where no call brought it.
 */
export function readEmail(text: string): EmailAddress {
  const plain = text.normalize('NFC').toLowerCase();
  return trimEnd(plain, UNSEEN).replace(/^[\s\p{Cf}]+/u, '') as EmailAddress;
}

/** Whether it is one address, whoever reads it: no blanks, list separators, quotes or brackets. */
export function isEmail(email: EmailAddress): boolean {
  return email.length <= emailLengthMax && email.isWellFormed() && FORM.test(email);
}
