import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import type { Tenant } from '../partners/index.ts';
import { readShop, type ShopSettings } from '../shop/index.ts';
import { type Book, closeMonth, keepWaiting, type WaitsFor } from './books.ts';
import { type DocumentKind, formatNumber, type Parties, splitTax } from './document.ts';
import { findParties, sealParties } from './parties.ts';
import type { InvoicingParts } from './parts.ts';
import { paymentTermOf } from './payment-terms.ts';

interface Draft {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly invoiceId: string | null;
  readonly lines: number;
  readonly total: number;
}

export interface Numbered extends Draft {
  readonly number: string;
}

/**
 * Issues the documents of the book's month in one commit: numbers, dates, company data of both sides, audit and notification. Returns
 * them, or what they wait for. A month without lines has none.
 */
export async function issueMonth(
  tx: Tx,
  parts: InvoicingParts,
  book: Book,
  tenant: Tenant,
  by: By,
): Promise<readonly Numbered[] | WaitsFor> {
  const drafts = await takeDrafts(tx, book);
  if (drafts.length === 0) {
    await closeMonth(tx, book);
    return [];
  }
  const shop = await readShop(tx);
  const parties = await findParties(tx, parts.vault, shop, tenant.partnerId);
  if (typeof parties === 'string') {
    await keepWaiting(tx, book, parties);
    return parties;
  }
  const { days } = await paymentTermOf(tx, book.tenantId);
  const issued: Numbered[] = [];
  for (const draft of drafts) {
    issued.push(await issue(tx, parts, { book, tenant, draft, shop, parties, days }, by));
  }
  await tx.query('DELETE FROM invoicing.drafts WHERE tenant_id = $1', [book.tenantId]);
  await closeMonth(tx, book);
  const facts = { month: book.month, documents: issued, currency: tenant.currency, at: by.at };
  await notify(tx, 'documents.issued', { partnerId: tenant.partnerId }, facts, parts);
  return issued;
}

/** The invoice first, then credit notes in the order of their invoices. */
async function takeDrafts(tx: Tx, { tenantId }: Book): Promise<Draft[]> {
  const { rows } = await tx.query<Draft>(
    `SELECT document_id AS "documentId", kind, invoice_id AS "invoiceId", lines, total
       FROM invoicing.drafts WHERE tenant_id = $1 ORDER BY kind DESC, invoice_id`,
    [tenantId],
  );
  return rows;
}

interface Issued {
  readonly book: Book;
  readonly tenant: Tenant;
  readonly draft: Draft;
  readonly shop: ShopSettings;
  readonly parties: Parties;
  /** After the date of an invoice, until it is due. */
  readonly days: number;
}

async function issue(
  tx: Tx,
  { vault }: InvoicingParts,
  { book, tenant, draft, shop, parties, days }: Issued,
  by: By,
): Promise<Numbered> {
  const { documentId, kind, invoiceId, lines, total } = draft;
  const { rows } = await tx.query<{ year: number; number: number; issuedAt: Date }>(
    `SELECT o_year AS year, o_number AS number, o_issued_at AS "issuedAt"
       FROM invoicing.next_number($1, $2)`,
    [kind, by.at],
    'invoicing.next_number',
  );
  const { year, number, issuedAt } = required(rows[0], 'a function with OUT arguments gives a row');
  // A correction has the tax of what it corrects.
  const tax = invoiceId === null ? shop : await taxOf(tx, invoiceId);
  const { net, tax: taxed } = splitTax(total, tax.taxBps);
  await tx.query(
    `INSERT INTO invoicing.documents (document_id, tenant_id, kind, year, number, issued_at, month, invoice_id, currency,
                                      lines, total, net, tax, tax_bps, tax_note, parties, due_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             CASE WHEN $3 = 'invoice' THEN ($6::timestamptz AT TIME ZONE 'UTC')::date + $17::int END)`,
    [
      ...[documentId, book.tenantId, kind, year, number, issuedAt, `${book.month}-01`, invoiceId],
      ...[tenant.currency, lines, total, net, taxed, tax.taxBps, tax.taxNote],
      sealParties(vault, documentId, parties),
      days,
    ],
    'invoicing.insert_document',
  );
  const written = formatNumber(kind, year, number);
  const { currency } = tenant;
  await recordAudit(tx, {
    ...by,
    tenantId: book.tenantId,
    action: 'document.issued',
    subject: formatId('doc', documentId),
    detail: { number: written, month: book.month, total: formatMoney(total, currency), currency },
  });
  return { ...draft, number: written };
}

async function taxOf(tx: Tx, invoiceId: string): Promise<Pick<ShopSettings, 'taxBps' | 'taxNote'>> {
  const { rows } = await tx.query<Pick<ShopSettings, 'taxBps' | 'taxNote'>>(
    `SELECT tax_bps AS "taxBps", tax_note AS "taxNote" FROM invoicing.documents WHERE document_id = $1`,
    [invoiceId],
  );
  return required(rows[0], 'an invoice is issued before its credit notes');
}
