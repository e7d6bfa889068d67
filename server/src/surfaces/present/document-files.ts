import { documentCsvColumns } from '@psnb2b/contract';
import {
  csvRow,
  type IssuedDocument,
  linePages,
  listDocumentLines,
  listDocuments,
  printDocument,
} from '../../invoicing/index.ts';
import type { Database, Db } from '../../kit/database/index.ts';
import { type Call, csvFile, csvPieces, raw } from '../../kit/http/index.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import { type ZipEntry, zipped } from '../../kit/zip/index.ts';
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
  const pieces = call.isHead ? undefined : csvLines(reads, document, call.query.raw ?? false);
  return csvFile(`${number}.csv`, pieces);
}

/** More are not put into one archive: whoever wants them asks by partner. */
const DOCUMENTS_MAX = 2_000;

/**
 * The documents of a year, each as PDF and as CSV, in one archive that is made while it is sent. `folderOf` names the folder of a
 * document; without it, all are at the top.
 */
export async function zipOfYear(
  parts: FileParts,
  call: CsvAsked & { readonly query: { readonly year: string } },
  tenantId: number | undefined,
  foldersOf?: (documents: readonly IssuedDocument[]) => Promise<(of: IssuedDocument) => string>,
) {
  const { reads } = parts.database;
  const { year, raw: isRaw = false } = call.query;
  const asked = { tenantId, year: Number(year), limit: DOCUMENTS_MAX + 1 };
  const documents = (await listDocuments(reads, asked)).toReversed();
  if (documents.length === 0) {
    throw new Refusal('not_found', {}, { detail: `There are no documents about ${year}.` });
  }
  if (documents.length > DOCUMENTS_MAX) {
    throw invalid({
      ...{ pointer: '/partner_id', code: 'required' },
      detail: `There are more than ${DOCUMENTS_MAX} documents about ${year}: ask for those of one partner.`,
    });
  }
  const folder = await foldersOf?.(documents);
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const document of documents) {
      const name = `${folder ? `${folder(document)}/` : ''}${document.number}`;
      const at = document.issuedAt;
      yield {
        name: `${name}.pdf`,
        at,
        pieces: [await printDocument(reads, parts.vault, document)],
      };
      yield { name: `${name}.csv`, at, pieces: csvLines(reads, document, isRaw) };
    }
  }
  return raw(200, call.isHead ? undefined : zipped(entries()), {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="documents-${year}.zip"`,
    'cache-control': 'no-store',
  });
}

function csvLines(reads: Db, document: IssuedDocument, isRaw: boolean): AsyncGenerator<Buffer> {
  return csvPieces(
    documentCsvColumns,
    linePages,
    { raw: isRaw },
    (rows) => listDocumentLines(reads, document.documentId, rows),
    (found) => found.map((line) => csvRow(document, line)),
  );
}
