import { moneyReaders } from '../kit/roles.ts';
import { idParam } from '../kit/shapes.ts';
import { fileReply, ok, okPage, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import {
  BillingDocument,
  BillingDocumentFilters,
  BillingDocumentList,
  BillingDocumentQuery,
  DocumentCsvQuery,
  DocumentZipQuery,
} from './schemas.ts';

const shared = { ...reading, tag: 'Business', roles: moneyReaders } as const;
const params = idParam('document_id', 'Id of the document.');

/** Invoices and credit notes of a business. */
export const portalInvoicingOperations = {
  listDocuments: {
    ...shared,
    id: 'listDocuments',
    onStandby: true,
    path: '/documents',
    summary: 'List invoices and credit notes',
    description: 'Of live business, the newest first.',
    query: BillingDocumentQuery,
    replies: okPage(BillingDocumentList, 'A page of documents.'),
  },
  exportDocuments: {
    ...shared,
    id: 'exportDocuments',
    onStandby: true,
    path: '/documents/export',
    summary: 'Download the list of documents as CSV',
    description: 'The sums of every document that matches the filters, newest first, in one file.',
    query: BillingDocumentFilters,
    replies: fileReply('text/csv', 'One line per document.'),
  },
  zipDocuments: {
    ...shared,
    id: 'zipDocuments',
    onStandby: true,
    path: '/documents/zip',
    summary: 'Download the documents of a year as ZIP',
    description: 'Each as PDF and as CSV, the oldest first.',
    query: DocumentZipQuery,
    replies: fileReply('application/zip', 'The documents.'),
    refusals: ['not_found'],
  },
  getDocument: {
    ...shared,
    id: 'getDocument',
    path: '/documents/{document_id}',
    summary: 'Read a document',
    description: 'Its sums.',
    params,
    replies: ok(BillingDocument, 'The document.'),
  },
  printDocument: {
    ...shared,
    id: 'printDocument',
    path: '/documents/{document_id}/pdf',
    summary: 'Download a document as PDF',
    description: 'As it was issued: with the company data of that time.',
    params,
    replies: fileReply('application/pdf', 'The document.'),
  },
  exportDocument: {
    ...shared,
    id: 'exportDocument',
    path: '/documents/{document_id}/csv',
    summary: 'Download the lines of a document as CSV',
    description: 'Each order, refund or return of it, in the order of the statement.',
    params,
    query: DocumentCsvQuery,
    replies: fileReply('text/csv', 'One line per order, refund or return.'),
  },
} as const satisfies Record<string, WebAppOperation>;
