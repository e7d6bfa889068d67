import { type Static, Type } from 'typebox';
import { currency, money, nullable, time } from '../kit/primitives.ts';
import { exportQuery, listOf, listQuery, oneOf, searchQuery } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';

/** How late a part of a debt is. */
const ages = {
  uninvoiced: money('Of it, on no invoice yet, or on none at all.'),
  not_due: money('Of it, on invoices that are not due yet.'),
  days_30: money('Of it, overdue for 1 to 30 days.'),
  days_60: money('Of it, overdue for 31 to 60 days.'),
  days_90: money('Of it, overdue for 61 to 90 days.'),
  older: money('Of it, overdue for more than 90 days.'),
  overdue: money('Of it, overdue in all.'),
};

export const AgeingLine = Type.Object(
  {
    object: Type.Literal('ageing_line'),
    partner: PartnerRef,
    currency: currency('Currency of all amounts.'),
    owed: money('How far its live balance is below zero, credit apart.'),
    ...ages,
    oldest_due_on: nullable(
      Type.String({
        format: 'date',
        description: 'The day (UTC) on which the oldest unpaid invoice was or is due.',
      }),
    ),
    overdue_invoices: Type.Integer({ minimum: 0, description: 'How many invoices are overdue.' }),
    credit_limit: money('How far its balance may fall below zero.'),
  },
  { title: 'AgeingLine', description: 'What a business owes, by how late it is.' },
);
export type AgeingLine = Static<typeof AgeingLine>;
export const AgeingList = listOf('AgeingList', 'Businesses, the most overdue first.', AgeingLine);

const AgeingSum = Type.Object(
  {
    currency: currency('Currency of all amounts.'),
    partners: Type.Integer({ minimum: 0, description: 'How many businesses owe something.' }),
    partners_overdue: Type.Integer({ minimum: 0, description: 'Of them, with overdue invoices.' }),
    owed: money('What they owe.'),
    ...ages,
    ledger: money('What all balances below zero in the ledger add up to: equal to `owed`.'),
  },
  { title: 'AgeingSum', description: 'What all businesses owe in one currency.' },
);
export type AgeingSum = Static<typeof AgeingSum>;

export const AgeingSums = Type.Object(
  {
    object: Type.Literal('ageing_sums'),
    as_of: time('When it was read. Days begin and end in UTC, as on invoices.'),
    agrees: Type.Boolean({ description: 'Whether every sum equals that of the ledger.' }),
    sums: Type.Array(AgeingSum, { description: 'One per currency in which somebody owes.' }),
  },
  { title: 'AgeingSums', description: 'What all businesses owe, by how late it is.' },
);
export type AgeingSums = Static<typeof AgeingSums>;

const filters = {
  ...searchQuery('Part of the name of a business.'),
  currency: Type.Optional(
    Type.String({ pattern: '^[A-Z]{3}$', description: 'Only in this currency.' }),
  ),
  show: Type.Optional(oneOf(['overdue'], 'Only businesses with overdue invoices.')),
};
export const AgeingQuery = listQuery(filters);
export const AgeingFilters = exportQuery(filters);

/** A line of the CSV of ageing. */
export type AgeingCsvLine = Readonly<
  Record<(typeof ageingCsvColumns)[number], string | number | null | object>
>;
/** Its columns, in this order. */
export const ageingCsvColumns = [
  ...(['partner_id', 'partner', 'currency', 'owed', 'uninvoiced', 'not_due'] as const),
  ...(['days_30', 'days_60', 'days_90', 'older', 'overdue'] as const),
  ...(['overdue_invoices', 'oldest_due_on', 'credit_limit'] as const),
] as const;
