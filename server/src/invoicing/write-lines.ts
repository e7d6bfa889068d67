import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { nextMonth, startOfMonth } from '../kit/month.ts';
import {
  type Line,
  listLines,
  periodOf,
  placeBefore,
  placeNumber,
  type TenantAccounts,
} from '../ledger/index.ts';
import { orderLabels, type ProductLookup } from '../orders/index.ts';
import { type Book, keepStep } from './books.ts';
import type { DocumentKind } from './document.ts';

interface Written {
  readonly documentId: string;
  readonly line: Line;
  readonly orderId: string;
  readonly codeId: string | null;
  readonly sku: string;
  readonly reference: string | null;
  readonly quantity: number;
}

/**
 * Writes the next lines of the book's month: first of orders that were delivered, then of codes whose price came back, each on a draft of the
 * invoice that has its order. What a month contains is cut from the statement by its places, so it agrees with the statement.
 */
export async function writeLines(
  tx: Tx,
  book: Book,
  own: TenantAccounts,
  products: ProductLookup,
  { at, linesMax }: { readonly at: Date; readonly linesMax: number },
): Promise<void> {
  const before = startOfMonth(nextMonth(book.month));
  const end = book.end ?? (await periodOf(tx, own, { before })).until;
  const isOrders = book.step === 'orders';
  const lines = await listLines(tx, own, isOrders ? ['order', 'capture'] : ['refund', 'return'], {
    from: book.from,
    until: book.todo ?? end,
    limit: linesMax,
  });
  if (lines.length > 0) {
    await (isOrders ? writeOrders : writeCredits)(tx, book.tenantId, lines, products, at);
  }
  const last = lines.length < linesMax ? undefined : lines.at(-1);
  if (last) await keepStep(tx, book, book.step, { end, todo: placeBefore(last) });
  else await keepStep(tx, book, isOrders ? 'credits' : 'issue', { end, todo: end });
}

async function writeOrders(
  tx: Tx,
  tenantId: number,
  lines: readonly Line[],
  products: ProductLookup,
  at: Date,
): Promise<void> {
  const orderIds = lines.map(({ reference }) => reference);
  const labels = await orderLabels(tx, tenantId, { orderIds, codeIds: [] });
  const documentId = await addToDraft(tx, tenantId, 'invoice', null, lines, at);
  await insertLines(
    tx,
    lines.map((line) => {
      const label = required(labels.get(line.reference), 'a paid order is there');
      return {
        ...{ documentId, line, orderId: label.orderId, codeId: null },
        sku: skuOf(products, label.productId),
        reference: label.reference,
        quantity: label.quantity,
      };
    }),
  );
}

async function writeCredits(
  tx: Tx,
  tenantId: number,
  lines: readonly Line[],
  products: ProductLookup,
  at: Date,
): Promise<void> {
  const codeIds = lines.map(({ reference }) => reference);
  const labels = await orderLabels(tx, tenantId, { orderIds: [], codeIds });
  const orderOf = (line: Line) => required(labels.get(line.reference), 'a refund has its order');
  const invoices = await invoicesOf(tx, [...new Set(lines.map((line) => orderOf(line).orderId))]);
  const byInvoice = Map.groupBy(lines, (line) =>
    required(invoices.get(orderOf(line).orderId), 'an order is on an invoice before its refund'),
  );
  for (const [invoiceId, some] of byInvoice) {
    const documentId = await addToDraft(tx, tenantId, 'credit_note', invoiceId, some, at);
    await insertLines(
      tx,
      some.map((line) => {
        const { orderId, productId, reference } = orderOf(line);
        return {
          ...{ documentId, line, orderId, codeId: line.reference, reference, quantity: 1 },
          sku: skuOf(products, productId),
        };
      }),
    );
  }
}

/** The invoices, or drafts of them, that orders are on. */
async function invoicesOf(tx: Tx, orderIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ order_id: string; document_id: string }>(
    `SELECT order_id, document_id FROM invoicing.lines
      WHERE order_id = ANY($1::uuid[]) AND code_id IS NULL`,
    [orderIds],
    'invoicing.invoices_of',
  );
  return new Map(rows.map((row) => [row.order_id, row.document_id]));
}

/** Adds lines to the sums of a draft, which it makes if there is none; returns its id. */
async function addToDraft(
  tx: Tx,
  tenantId: number,
  kind: DocumentKind,
  invoiceId: string | null,
  lines: readonly Line[],
  at: Date,
): Promise<string> {
  const total = lines.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const { rows } = await tx.query<{ document_id: string }>(
    `INSERT INTO invoicing.drafts AS d (document_id, tenant_id, kind, invoice_id, lines, total)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, kind, invoice_id) DO UPDATE
       SET lines = d.lines + excluded.lines, total = d.total + excluded.total
     RETURNING document_id`,
    [newUuid(at.getTime()), tenantId, kind, invoiceId, lines.length, total],
    'invoicing.add_to_draft',
  );
  return required(rows[0], 'an insert returns its row').document_id;
}

async function insertLines(tx: Tx, lines: readonly Written[]): Promise<void> {
  await tx.query(
    `INSERT INTO invoicing.lines (document_id, position, order_id, code_id, reason, sku, reference, quantity,
                                  unit_price, amount, at)
     SELECT d, n, o, c, y, s, f, q, a / q, a, t
       FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::int[],
                   $9::bigint[], $10::timestamptz[]) AS u(d, n, o, c, y, s, f, q, a, t)`,
    [
      lines.map((each) => each.documentId),
      lines.map((each) => placeNumber(each.line.place)),
      lines.map((each) => each.orderId),
      lines.map((each) => each.codeId),
      lines.map((each) => (each.codeId === null ? 'order' : each.line.kind)),
      lines.map((each) => each.sku),
      lines.map((each) => each.reference),
      lines.map((each) => each.quantity),
      lines.map((each) => Math.abs(each.line.amount)),
      lines.map((each) => each.line.at),
    ],
    'invoicing.insert_lines',
  );
}

function skuOf(products: ProductLookup, productId: number): string {
  return required(products(productId), `product ${productId} is there`).sku;
}
