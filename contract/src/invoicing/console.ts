import { idParam } from '../kit/shapes.ts';
import {
  acting,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  DocumentCsvQuery,
  IssueRun,
  StaffBillingDocumentList,
  StaffBillingDocumentQuery,
  StaffDocumentZipQuery,
  WaitingDocuments,
} from './schemas.ts';

const shared = { ...reading, tag: 'Partners' } as const;
/** They have tax numbers of businesses. */
const files = { ...shared, roles: ['admin', 'finance', 'support'] } as const;
/** They are books of money: see `calls/amounts.test.ts`. */
const books = { ...shared, roles: ['admin', 'finance', 'support', 'read_only'] } as const;
const params = idParam('document_id', 'Id of the document.');

/** Invoices and credit notes of all partners. */
export const consoleInvoicingOperations = {
  listDocuments: {
    ...books,
    id: 'listDocuments',
    onStandby: true,
    path: '/documents',
    summary: 'List invoices and credit notes',
    description: 'Of all partners, the newest first.',
    query: StaffBillingDocumentQuery,
    replies: okPage(StaffBillingDocumentList, 'A page of documents.'),
  },
  listWaitingDocuments: {
    ...books,
    id: 'listWaitingDocuments',
    path: '/documents/waiting',
    summary: 'List partners whose documents wait',
    description: 'Months that are over and have no documents yet, and what they wait for.',
    replies: ok(WaitingDocuments, 'The partners.'),
  },
  issueDocuments: {
    ...acting,
    ...moving('money'),
    ...{ tag: 'Partners', roles: ['admin', 'finance'] },
    id: 'issueDocuments',
    path: '/documents/issue',
    summary: 'Issue the documents that are due',
    description:
      'Of every month that is over and has none, for at most ten seconds. The same happens every hour by itself; a call when nothing is ' +
      'due does nothing. An issued document cannot be changed.',
    replies: ok(IssueRun, 'What was issued, and what waits.'),
    refusals: ['invalid_state'],
  },
  zipDocuments: {
    ...files,
    id: 'zipDocuments',
    onStandby: true,
    path: '/documents/zip',
    summary: 'Download the documents of a year as ZIP',
    description:
      'Each as PDF and as CSV, in a folder of its partner, the oldest first; of all partners, or of one. At most 2,000 documents.',
    query: StaffDocumentZipQuery,
    replies: fileReply('application/zip', 'The documents.'),
    refusals: ['not_found'],
  },
  printDocument: {
    ...files,
    id: 'printDocument',
    path: '/documents/{document_id}/pdf',
    summary: 'Download a document as PDF',
    description: 'As it was issued.',
    params,
    replies: fileReply('application/pdf', 'The document.'),
  },
  exportDocument: {
    ...files,
    id: 'exportDocument',
    path: '/documents/{document_id}/csv',
    summary: 'Download the lines of a document as CSV',
    description: 'Each order, refund or return of it, in the order of the statement.',
    params,
    query: DocumentCsvQuery,
    replies: fileReply('text/csv', 'One line per order, refund or return.'),
  },
} as const satisfies Record<string, WebAppOperation>;
