import { documentCsvColumns } from '@psnb2b/contract';
import {
  csvRow,
  type IssuedDocument,
  linePages,
  listDocumentLines,
  printDocument,
} from '../../invoicing/index.ts';
import type { Database } from '../../kit/database/index.ts';
import { type Call, csvList, raw } from '../../kit/http/index.ts';
import type { Vault } from '../../vault/index.ts';

interface FileParts {
  readonly database: Database;
  readonly vault: Vault;
}
type Asked = Pick<Call<never>, 'isHead'>;

/** A document as PDF. */
export async function pdfOfDocument(
  { database, vault }: FileParts,
  { isHead }: Asked,
  document: IssuedDocument,
) {
  const bytes = isHead ? undefined : await printDocument(database.reads, vault, document);
  return raw(200, bytes && Buffer.from(bytes.buffer), {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${document.number}.pdf"`,
    'cache-control': 'no-store',
  });
}

/** The lines of a document as CSV. */
export function csvOfDocument(
  { database: { reads } }: FileParts,
  call: Asked & { readonly query: { readonly raw?: boolean } },
  document: IssuedDocument,
) {
  const { number, documentId } = document;
  return csvList(
    call,
    { name: `${number}.csv`, columns: documentCsvColumns },
    linePages,
    { raw: call.query.raw ?? false },
    (rows) => listDocumentLines(reads, documentId, rows),
    (found) => found.map((line) => csvRow(document, line)),
  );
}
