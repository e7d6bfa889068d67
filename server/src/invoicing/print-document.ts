import { compute, task } from '../kit/compute/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Vault } from '../vault/index.ts';
import type { IssuedDocument } from './document.ts';
import { listDocumentLines, partiesOf } from './list-documents.ts';
import { pictureOf } from './parties.ts';
import type { SheetLine } from './render-task.ts';

/** A document with more lines lists its products instead; the CSV has every line. */
const LINES_MAX = 5_000;

const renderTask = task<typeof import('./render-task.ts').run>(
  new URL('./render-task.ts', import.meta.url),
);

/** An issued document as PDF, made from its rows: the same bytes each time. */
export async function printDocument(
  db: Db,
  vault: Vault,
  document: IssuedDocument,
): Promise<Uint8Array<ArrayBuffer>> {
  const { documentId } = document;
  const parties = await partiesOf(db, vault, documentId);
  const lines =
    document.lines > LINES_MAX
      ? await sumsByProduct(db, documentId)
      : (await listDocumentLines(db, documentId, { limit: LINES_MAX })).map((line) => ({
          ...line,
          orderId: formatId('ord', line.orderId),
        }));
  return compute(renderTask, { document, parties, lines, logo: await pictureOf(db, parties) });
}

async function sumsByProduct(db: Db, documentId: string): Promise<SheetLine[]> {
  const { rows } = await db.query<SheetLine>(
    `SELECT NULL AS at, NULL AS "orderId", count(*) || ' lines' AS reference, sku,
            sum(quantity)::bigint AS quantity, unit_price AS "unitPrice", sum(amount)::bigint AS amount
       FROM invoicing.lines WHERE document_id = $1 GROUP BY sku, unit_price ORDER BY sku, unit_price`,
    [documentId],
  );
  return rows;
}
