import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** The numbers of issued documents, by their ids. */
export function documentNumbers(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT document_id AS id, CASE kind WHEN 'invoice' THEN 'INV-' ELSE 'CN-' END || year || '-' ||
              lpad(number::text, greatest(5, length(number::text)), '0') AS name
       FROM invoicing.documents WHERE document_id = ANY($1::uuid[])`,
    ids,
  );
}
