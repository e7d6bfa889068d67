import type { Address } from '@psnb2b/contract';
import type { Month } from '../kit/month.ts';

export type DocumentKind = 'invoice' | 'credit_note';

/** One side of a document, as it was when the document was issued. */
export interface Party {
  readonly name: string;
  readonly address: Address;
  readonly registrationNumber: string | null;
  readonly taxNumber: string | null;
  readonly email: string | null;
  readonly website: string | null;
}

/** One side of a statement, of which the address may be missing. */
export interface SheetParty extends Omit<Party, 'address'> {
  readonly address: Address | null;
}

export interface Parties {
  /** The shop's name beside the registered one. */
  readonly shopName: string;
  readonly brandColour: string | null;
  /** The hash of its logo; documents of earlier days have none. */
  readonly logo?: string | null;
  readonly seller: Party;
  readonly buyer: Party;
}

export interface StatementParties extends Omit<Parties, 'seller' | 'buyer'> {
  readonly seller: SheetParty;
  readonly buyer: SheetParty;
}

/** An issued document; it never changes. Money in minor units. */
export interface IssuedDocument {
  readonly documentId: string;
  readonly tenantId: number;
  readonly kind: DocumentKind;
  /** `INV-2026-00117`. */
  readonly number: string;
  readonly issuedAt: Date;
  readonly month: Month;
  /** The invoice that a credit note corrects. */
  readonly invoiceId: string | null;
  readonly invoiceNumber: string | null;
  readonly currency: string;
  readonly lines: number;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly taxBps: number | null;
  readonly taxNote: string | null;
  /** The day in UTC, like `2026-12-15`; null for a credit note, and for an invoice that was issued before invoices had one. */
  readonly dueOn: string | null;
}

const SERIES = { invoice: 'INV', credit_note: 'CN' } as const satisfies Record<
  DocumentKind,
  string
>;
const DIGITS = 5;

/** The number of a document as people write it: series, year, and place in both. */
export function formatNumber(kind: DocumentKind, year: number, number: number): string {
  return `${SERIES[kind]}-${year}-${String(number).padStart(DIGITS, '0')}`;
}

/**
 * The tax that a total includes, at a rate in basis points: total − total ÷ (1 + rate), rounded half up to the minor unit. Null: no tax
 * is shown, and the net is the total.
 */
export function splitTax(total: number, taxBps: number | null): { net: number; tax: number } {
  if (taxBps === null) return { net: total, tax: 0 };
  const whole = 10_000n + BigInt(taxBps);
  const tax = Number((2n * BigInt(total) * BigInt(taxBps) + whole) / (2n * whole));
  return { net: total - tax, tax };
}
