import { type Static, Type } from 'typebox';
import { currency, id, money, nullable, time } from '../kit/primitives.ts';
import { exportQuery, listOf, listQuery, oneOf, searchQuery } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';

export const billingKinds = ['invoice', 'credit_note'] as const;
export type BillingKind = (typeof billingKinds)[number];

export const documentStates = ['settled', 'open', 'overdue'] as const;
export type DocumentState = (typeof documentStates)[number];

const members = {
  id: id('doc', 'Id of the document.'),
  object: Type.Literal('document'),
  kind: oneOf(
    billingKinds,
    '`invoice`: orders that were delivered in a month. `credit_note`: refunds and returns of a month, of orders on one invoice.',
  ),
  number: Type.String({ description: 'Its number, without gaps in its series and year.' }),
  month: Type.String({ description: 'The month in UTC that it is about, like `2026-11`.' }),
  invoice_number: nullable(
    Type.String({ description: 'The invoice that a credit note corrects; null for an invoice.' }),
  ),
  lines: Type.Integer({ minimum: 1, description: 'How many orders or codes it lists.' }),
  net: money('Without tax; the total if no tax was set.'),
  tax: money('The tax that the total includes.'),
  total: money('What was paid or refunded.'),
  currency: currency('Currency of all amounts.'),
  issued_at: time('Its date.'),
  due_on: nullable(
    Type.String({
      format: 'date',
      description:
        'The day (UTC) until which an invoice is to be paid as far as the balance does not cover it; null for a credit note, and for an invoice that was issued before invoices had one.',
    }),
  ),
  unpaid: money(
    'What of an invoice the balance does not cover now: payments settle the oldest invoice first. 0 for a credit note.',
  ),
  state: oneOf(
    documentStates,
    '`settled`: nothing is to be paid. `open`: a part is to be paid. `overdue`: the day has passed.',
  ),
};

export const BillingDocument = Type.Object(members, {
  title: 'BillingDocument',
  description: 'An invoice or a credit note. It never changes.',
});
export type BillingDocument = Static<typeof BillingDocument>;
export const BillingDocumentList = listOf(
  'BillingDocumentList',
  'Documents, newest first.',
  BillingDocument,
);

export const StaffBillingDocument = Type.Object(
  { ...members, partner: PartnerRef },
  { title: 'StaffBillingDocument', description: 'An invoice or a credit note of a partner.' },
);
export type StaffBillingDocument = Static<typeof StaffBillingDocument>;
export const StaffBillingDocumentList = listOf(
  'StaffBillingDocumentList',
  'Documents of all partners, newest first.',
  StaffBillingDocument,
);

const month = Type.Optional(
  Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$', description: 'Only about this month.' }),
);
const kind = Type.Optional(oneOf(billingKinds, 'Only of this kind.'));
const year = Type.String({
  pattern: '^20[0-9]{2}$',
  description: 'Only about months of this year.',
});
const partnerId = Type.Optional(
  Type.String({ maxLength: 60, description: 'Only of the partner with this id.' }),
);
const number = searchQuery('Part of a number.');
const ownFilters = { ...number, year: Type.Optional(year), kind };
export const BillingDocumentQuery = listQuery(ownFilters);
export const BillingDocumentFilters = exportQuery(ownFilters);
/** The columns of the CSV of documents, in this order. */
export const documentListCsvColumns = [
  'number',
  'kind',
  'issued_at',
  'month',
  'invoice_number',
  'lines',
  'net',
  'tax',
  'total',
  'currency',
  'due_on',
  'unpaid',
  'state',
] as const satisfies readonly (keyof BillingDocument)[];
export const StaffBillingDocumentQuery = listQuery({
  ...number,
  ...{ year: Type.Optional(year), month, kind },
  partner_id: partnerId,
});
export const DocumentZipQuery = exportQuery({ year });
export const StaffDocumentZipQuery = exportQuery({ year, partner_id: partnerId });
export const DocumentCsvQuery = exportQuery({});

/** A line of a document, as its CSV shows it. */
export interface DocumentCsvLine {
  readonly number: string;
  readonly created_at: string;
  readonly type: 'order' | 'refund' | 'return';
  readonly order_id: string;
  readonly code_id: string | null;
  readonly reference: string | null;
  readonly sku: string;
  readonly quantity: number;
  readonly unit_price: unknown;
  readonly amount: unknown;
  readonly currency: string;
}
/** The columns of a document as CSV, in this order. */
export const documentCsvColumns = [
  'number',
  'created_at',
  'type',
  'order_id',
  'code_id',
  'reference',
  'sku',
  'quantity',
  'unit_price',
  'amount',
  'currency',
] as const satisfies readonly (keyof DocumentCsvLine)[];

export const waitReasons = ['company', 'address', 'letters'] as const;
const WaitingPartner = Type.Object(
  {
    partner: PartnerRef,
    month: Type.String({ description: 'The first month that waits.' }),
    waits_for: oneOf(
      waitReasons,
      '`company`: the registered name and address of the shop. `address`: those of the partner. `letters`: they have characters that ' +
        'a document cannot print.',
    ),
  },
  { title: 'WaitingPartner', description: 'A partner whose documents wait.' },
);
export type WaitingPartner = Static<typeof WaitingPartner>;
export const WaitingDocuments = Type.Object(
  {
    object: Type.Literal('waiting_documents'),
    last_month: Type.String({ description: 'The newest month whose documents can be issued.' }),
    partners: Type.Array(WaitingPartner, { description: 'At most 500.' }),
  },
  { title: 'WaitingDocuments', description: 'Whose documents wait, and for what.' },
);
export type WaitingDocuments = Static<typeof WaitingDocuments>;

export const IssueRun = Type.Object(
  {
    object: Type.Literal('issue_run'),
    issued: Type.Array(StaffBillingDocument, { description: 'What was issued now; at most 500.' }),
    count: Type.Integer({ minimum: 0, description: 'How many documents were issued now.' }),
    complete: Type.Boolean({
      description: 'Whether everything due was tried; otherwise the hourly run does the rest.',
    }),
    waiting: WaitingDocuments,
  },
  { title: 'IssueRun', description: 'The result of issuing what is due.' },
);
export type IssueRun = Static<typeof IssueRun>;
