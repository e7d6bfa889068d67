import { documentCsv, zipDocuments } from '../../acts/index.ts';
import { type IssuedDocument, printDocument } from '../../invoicing/index.ts';
import type { Database } from '../../kit/database/index.ts';
import { type Call, csvFile, inRequest, patiently, raw } from '../../kit/http/index.ts';
import type { Vault } from '../../vault/index.ts';

interface FileParts {
  readonly database: Database;
  readonly vault: Vault;
}
type Asked = Pick<Call<never>, 'isHead'>;
type CsvAsked = Asked & { readonly query: { readonly raw?: boolean } };

/** A PDF that is saved under its name; without bytes, its headers. */
export function pdf(name: string, bytes: Uint8Array<ArrayBuffer> | undefined) {
  return raw(200, bytes && Buffer.from(bytes.buffer), {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${name}.pdf"`,
    'cache-control': 'no-store',
  });
}

/** A document as PDF. */
export async function pdfOfDocument(
  { database, vault }: FileParts,
  { isHead }: Asked,
  document: IssuedDocument,
) {
  const bytes = isHead ? undefined : await printDocument(database.reads, vault, document);
  return pdf(document.number, bytes);
}

/** The lines of a document as CSV. */
export function csvOfDocument(
  { database: { reads } }: FileParts,
  call: CsvAsked,
  document: IssuedDocument,
) {
  const { number } = document;
  const pieces = call.isHead ? undefined : documentCsv(reads, document, call.query.raw ?? false);
  return csvFile(`${number}.csv`, pieces);
}

/** The documents of a year in one archive: those of a tenant, or of everybody. */
export async function zipOfYear(
  parts: FileParts,
  call: CsvAsked & { readonly query: { readonly year: string } },
  tenantId: number | undefined,
) {
  const { year, raw: isRaw = false } = call.query;
  const pieces = await zipDocuments(parts, { tenantId, year: Number(year), raw: isRaw });
  return raw(200, call.isHead ? undefined : inRequest(patiently(pieces)), {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="documents-${year}.zip"`,
    'cache-control': 'no-store',
  });
}
