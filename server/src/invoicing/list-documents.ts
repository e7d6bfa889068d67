import type { Db } from '../kit/database/index.ts';
import type { Month } from '../kit/month.ts';
import { falling, idPlace, numberPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Vault } from '../vault/index.ts';
import { type DocumentKind, formatNumber, type IssuedDocument, type Parties } from './document.ts';
import { openParties } from './parties.ts';

type Row = Omit<IssuedDocument, 'number' | 'invoiceNumber'> & {
  readonly year: number;
  readonly number: number;
  readonly invoiceYear: number | null;
  readonly invoiceOf: number | null;
};

const COLUMNS = `d.document_id AS "documentId", d.tenant_id AS "tenantId", d.kind, d.year, d.number,
  d.issued_at AS "issuedAt", to_char(d.month, 'YYYY-MM') AS month, d.invoice_id AS "invoiceId",
  i.year AS "invoiceYear", i.number AS "invoiceOf", d.currency, d.lines, d.net, d.tax, d.total,
  d.tax_bps AS "taxBps", d.tax_note AS "taxNote", to_char(d.due_on, 'YYYY-MM-DD') AS "dueOn"`;
/** The number as `formatNumber` writes it. */
const NUMBER = `CASE d.kind WHEN 'invoice' THEN 'INV-' ELSE 'CN-' END || d.year || '-' ||
  lpad(d.number::text, greatest(5, length(d.number::text)), '0')`;
const FROM = `invoicing.documents d LEFT JOIN invoicing.documents i ON i.document_id = d.invoice_id`;

export interface DocumentFilters extends PageAsked<string> {
  /** Undefined: of every tenant. */
  readonly tenantId?: number | undefined;
  readonly year?: number | undefined;
  readonly month?: Month | undefined;
  readonly kind?: DocumentKind | undefined;
  /** Part of a number. */
  readonly q?: string | undefined;
}

export const documentPages = new Pages(
  'documents',
  idPlace,
  ({ documentId }: IssuedDocument) => documentId,
  { turns: true },
);

/** Issued documents, newest first; `year` is that of the months they are about. */
export async function listDocuments(
  db: Db,
  { tenantId, year, month, kind, q, behind, limit, ...way }: DocumentFilters,
): Promise<IssuedDocument[]> {
  const { behind: before, order } = falling(way);
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM}
      WHERE ($1::int IS NULL OR d.tenant_id = $1) AND ($2::int IS NULL OR extract(year FROM d.month) = $2)
        AND ($3::date IS NULL OR d.month = $3) AND ($4::text IS NULL OR d.kind = $4)
        AND ($5::uuid IS NULL OR d.document_id ${before} $5)
        AND ($7::text IS NULL OR strpos(${NUMBER}, upper($7)) > 0)
      ORDER BY d.document_id ${order} LIMIT $6`,
    [
      ...[tenantId ?? null, year ?? null, month === undefined ? null : `${month}-01`],
      ...[kind ?? null, behind ?? null, limit, q?.trim() ?? null],
    ],
  );
  return rows.map(read);
}

function read({ year, number, invoiceYear, invoiceOf, ...row }: Row): IssuedDocument {
  const isCredit = invoiceYear !== null && invoiceOf !== null;
  return {
    ...row,
    number: formatNumber(row.kind, year, number),
    invoiceNumber: isCredit ? formatNumber('invoice', invoiceYear, invoiceOf) : null,
  };
}

/** A document of a tenant (undefined: of any); `not_found` for another's. */
export async function findDocument(
  db: Db,
  documentId: string,
  tenantId?: number,
): Promise<IssuedDocument> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE d.document_id = $1 AND ($2::int IS NULL OR d.tenant_id = $2)`,
    [documentId, tenantId ?? null],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return read(rows[0]);
}

/** Company data of both sides, as they were when the document was issued. */
export async function partiesOf(db: Db, vault: Vault, documentId: string): Promise<Parties> {
  const { rows } = await db.query<{ parties: Buffer }>(
    'SELECT parties FROM invoicing.documents WHERE document_id = $1',
    [documentId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return openParties(vault, documentId, rows[0].parties);
}

/** A line of a document, in minor units. */
export interface DocumentLine {
  readonly position: number;
  readonly orderId: string;
  readonly codeId: string | null;
  readonly reason: 'order' | 'refund' | 'return';
  readonly sku: string;
  readonly reference: string | null;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
  readonly at: Date;
}

export const linePages = new Pages(
  'document_lines',
  numberPlace,
  ({ position }: DocumentLine) => position,
);

/** The lines of a document in the order in which the balance changed. */
export async function listDocumentLines(
  db: Db,
  documentId: string,
  { behind, limit }: PageAsked<number>,
): Promise<DocumentLine[]> {
  const { rows } = await db.query<DocumentLine>(
    `SELECT position, order_id AS "orderId", code_id AS "codeId", reason, sku, reference, quantity,
            unit_price AS "unitPrice", amount, at
       FROM invoicing.lines WHERE document_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
    // nothing: from the first line
    [documentId, behind ?? 0, limit],
  );
  return rows;
}
