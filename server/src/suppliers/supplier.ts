import { type EmailAddress, isEmail } from '../kit/email-address.ts';
import { type FieldError, invalid, type Refusal } from '../kit/refusal.ts';

/** Default number of days after a decision within which a supplier claim is due. */
export const CLAIM_DAYS = 30;
export const CLAIM_DAYS_MAX = 365;
const NAME_LENGTH_MAX = 200;
const NOTE_LENGTH_MAX = 1_000;

/** The editable part of a supplier's record. */
export interface SupplierTerms {
  readonly name: string;
  /** The address for supplier claims. */
  readonly email: EmailAddress | null;
  readonly note: string | null;
  /** ISO 4217 currency of the costs in its files, unless an import names another. */
  readonly costCurrency: string;
  /** Its claims are due within this many days of a decision. */
  readonly claimDays: number;
}

/** A supplier of codes. */
export interface Supplier extends SupplierTerms {
  readonly supplierId: string;
  readonly createdAt: Date;
  /** The actor who added it, as in the audit. */
  readonly createdBy: string;
  /** Since then no lots are bought from it. */
  readonly archivedAt: Date | null;
}

export const supplierColumns = `supplier_id AS "supplierId", name, email, note, cost_currency AS "costCurrency",
  claim_days AS "claimDays", created_at AS "createdAt", created_by AS "createdBy", archived_at AS "archivedAt"`;

/**
 * The record in stored form: blanks around a text are removed, several blanks in a name become one, and an empty note becomes
 * none. Throws `validation_failed` for invalid values.
 */
export function readTerms({
  name,
  email,
  note,
  costCurrency,
  claimDays,
}: SupplierTerms): SupplierTerms {
  if (email !== null && !isEmail(email))
    throw refuse('email', 'format', 'It must be an e-mail address.');
  if (!/^[A-Z]{3}$/.test(costCurrency)) {
    throw refuse('cost_currency', 'pattern', 'It must be three capital letters, as in ISO 4217.');
  }
  if (!Number.isInteger(claimDays) || claimDays < 1 || claimDays > CLAIM_DAYS_MAX) {
    throw refuse(
      'claim_days',
      'minimum',
      `It must be a whole number of days, 1 to ${CLAIM_DAYS_MAX}.`,
    );
  }
  return { name: readName(name), email, note: readNote(note), costCurrency, claimDays };
}

function readName(text: string): string {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name.isWellFormed() && name !== '' && name.length <= NAME_LENGTH_MAX && !/\p{Cc}/u.test(name))
    return name;
  const detail = `It must be 1 to ${NAME_LENGTH_MAX} characters, without control characters.`;
  throw refuse('name', 'pattern', detail);
}

function readNote(text: string | null): string | null {
  const note = text === null ? null : text.trim();
  if (note === null || note === '') return null;
  if (note.isWellFormed() && note.length <= NOTE_LENGTH_MAX && !note.includes('\0')) return note;
  throw refuse('note', 'max_length', `It must be at most ${NOTE_LENGTH_MAX} characters.`);
}

function refuse(member: string, code: FieldError['code'], detail: string): Refusal {
  return invalid({ pointer: `/${member}`, code, detail });
}
