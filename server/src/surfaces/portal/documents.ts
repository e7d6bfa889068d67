import {
  BillingDocument,
  BillingDocumentFilters,
  BillingDocumentQuery,
  documentListCsvColumns,
} from '@psnb2b/contract';
import {
  documentPages,
  findDocument,
  type IssuedDocument,
  listDocuments,
  withUnpaid,
} from '../../invoicing/index.ts';
import { required } from '../../kit/assert.ts';
import { NumberText } from '../../kit/csv/index.ts';
import { filters } from '../../kit/given.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { tenantOf } from '../../partners/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { csvOfDocument, pdfOfDocument, zipOfYear } from '../present/document-files.ts';

/** Invoices and credit notes of the person's business, in live mode. */
export function documentRoutes(parts: Parts) {
  const { reads } = parts.database;
  const own = async (partnerId: string) => (await tenantOf(reads, partnerId, 'live')).tenantId;
  const find = async (call: { caller: { partnerId: string }; params: { document_id: string } }) =>
    findDocument(reads, call.params.document_id, await own(call.caller.partnerId));
  const show = async (found: readonly IssuedDocument[], at: Date) =>
    (await withUnpaid(reads, found, at)).map((each) => present(BillingDocument, each));
  return onPortal({
    listDocuments: async ({ caller, query, at }) => {
      const tenantId = await own(caller.partnerId);
      const { year, ...asked } = filters(BillingDocumentQuery, query);
      return pageBothWays(
        documentPages,
        { ...asked, ...(year !== undefined && { year: Number(year) }) },
        (rows) => listDocuments(reads, { tenantId, ...rows }),
        (found) => show(found, at),
      );
    },
    exportDocuments: async (call) => {
      const tenantId = await own(call.caller.partnerId);
      const { raw = false, year, ...asked } = filters(BillingDocumentFilters, call.query);
      const wanted = { ...asked, ...(year !== undefined && { year: Number(year) }), tenantId };
      return csvList(
        call,
        { name: 'documents.csv', columns: documentListCsvColumns },
        documentPages,
        { raw },
        (rows) => listDocuments(reads, { ...wanted, ...rows }),
        async (found) =>
          (await show(found, call.at)).map((shown) => {
            const [net, tax, total, unpaid] = [
              ...[shown.net, shown.tax, shown.total, shown.unpaid],
            ].map((text) => new NumberText(text));
            return { ...shown, net, tax, total, unpaid };
          }),
      );
    },
    zipDocuments: async (call) => zipOfYear(parts, call, await own(call.caller.partnerId)),
    getDocument: async (call) => {
      const [document] = await show([await find(call)], call.at);
      return json(200, required(document, 'one document is shown once'));
    },
    printDocument: async (call) => pdfOfDocument(parts, call, await find(call)),
    exportDocument: async (call) => csvOfDocument(parts, call, await find(call)),
  });
}
