import {
  BillingDocument,
  BillingDocumentFilters,
  BillingDocumentQuery,
  documentListCsvColumns,
} from '@psnb2b/contract';
import { documentPages, findDocument, listDocuments } from '../../invoicing/index.ts';
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
  return onPortal({
    listDocuments: async ({ caller, query }) => {
      const tenantId = await own(caller.partnerId);
      const { year, ...asked } = filters(BillingDocumentQuery, query);
      return pageBothWays(
        documentPages,
        { ...asked, ...(year !== undefined && { year: Number(year) }) },
        (rows) => listDocuments(reads, { tenantId, ...rows }),
        (found) => found.map((each) => present(BillingDocument, each)),
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
        (found) =>
          found.map((each) => {
            const shown = present(BillingDocument, each);
            const [net, tax, total] = [shown.net, shown.tax, shown.total].map(
              (text) => new NumberText(text),
            );
            return { ...shown, net, tax, total };
          }),
      );
    },
    zipDocuments: async (call) => zipOfYear(parts, call, await own(call.caller.partnerId)),
    getDocument: async (call) => json(200, present(BillingDocument, await find(call))),
    printDocument: async (call) => pdfOfDocument(parts, call, await find(call)),
    exportDocument: async (call) => csvOfDocument(parts, call, await find(call)),
  });
}
