import { documentCsvColumns } from '@psnb2b/contract';
import {
  csvRow,
  type IssuedDocument,
  linePages,
  listDocumentLines,
  listDocuments,
  printDocument,
} from '../invoicing/index.ts';
import { required } from '../kit/assert.ts';
import type { Database, Db } from '../kit/database/index.ts';
import { csvPieces } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { type ZipEntry, zipped } from '../kit/zip/index.ts';
import { partnerNames, tenantPartners } from '../partners/index.ts';
import type { Vault } from '../vault/index.ts';

/** More are not put into one archive: whoever wants them asks by partner. */
const DOCUMENTS_MAX = 2_000;
const NAME_MAX = 60;

interface ZipParts {
  readonly database: Database;
  readonly vault: Vault;
}

/**
 * The documents about a year, each as PDF and as CSV, in one archive that is made while it is read: those of a tenant, or of everybody in a
 * folder for each partner. `not_found` if there are none, `validation_failed` above 2,000.
 */
export async function zipDocuments(
  { database: { reads }, vault }: ZipParts,
  { tenantId, year, raw }: { tenantId: number | undefined; year: number; raw: boolean },
): Promise<AsyncGenerator<Buffer>> {
  const asked = { tenantId, year, limit: DOCUMENTS_MAX + 1 };
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
  const folderOf = tenantId === undefined ? await foldersOf(reads, documents) : () => '';
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const document of documents) {
      const name = `${folderOf(document)}${document.number}`;
      const at = document.issuedAt;
      yield { name: `${name}.pdf`, at, pieces: [await printDocument(reads, vault, document)] };
      yield { name: `${name}.csv`, at, pieces: documentCsv(reads, document, raw) };
    }
  }
  return zipped(entries());
}

/** The lines of a document as CSV, piece by piece. `raw`: no cell is protected from spreadsheets. */
export function documentCsv(
  reads: Db,
  document: IssuedDocument,
  raw: boolean,
): AsyncGenerator<Buffer> {
  return csvPieces(
    documentCsvColumns,
    linePages,
    { raw },
    (rows) => listDocumentLines(reads, document.documentId, rows),
    (found) => found.map((line) => csvRow(document, line)),
  );
}

async function foldersOf(
  db: Db,
  documents: readonly IssuedDocument[],
): Promise<(document: IssuedDocument) => string> {
  const tenants = documents.map(({ tenantId }) => tenantId);
  const partners = await tenantPartners(db, tenants);
  const names = await partnerNames(db, [...partners.values()]);
  return ({ tenantId }) => {
    const partnerId = required(partners.get(tenantId), 'a tenant has its partner');
    return `${folderName(required(names.get(partnerId), 'a partner has a name'), partnerId)}/`;
  };
}

/** The folder of a partner: its name as far as every file system takes it, and its id. */
function folderName(name: string, partnerId: string): string {
  const letters = name.replace(/[^\p{L}\p{M}\p{N} -]+/gu, '_');
  return `${[...letters].slice(0, NAME_MAX).join('').trim()} ${formatId('prt', partnerId)}`;
}
