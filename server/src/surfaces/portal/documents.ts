import { BillingDocument, BillingDocumentQuery } from '@psnb2b/contract';
import { documentPages, findDocument, listDocuments } from '../../invoicing/index.ts';
import { filters } from '../../kit/given.ts';
import { json, pageBothWays } from '../../kit/http/index.ts';
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
    zipDocuments: async (call) => zipOfYear(parts, call, await own(call.caller.partnerId)),
    getDocument: async (call) => json(200, present(BillingDocument, await find(call))),
    printDocument: async (call) => pdfOfDocument(parts, call, await find(call)),
    exportDocument: async (call) => csvOfDocument(parts, call, await find(call)),
  });
}
