import { type Static, Type } from 'typebox';
import { money, nullable, time } from '../kit/primitives.ts';
import { exportQuery, oneOf } from '../kit/shapes.ts';

/** Ranges that have a name. */
export const salesRanges = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'month',
  'last_month',
] as const;
export type SalesRange = (typeof salesRanges)[number];

/** What sales can be grouped by. */
export const salesGroupings = ['day', 'region', 'product', 'partner', 'supplier', 'tier'] as const;
export type SalesGrouping = (typeof salesGroupings)[number];

/** A report shows so many groups; its CSV file has all of them. */
export const salesGroupsMax = 500;

const day = (description: string) =>
  Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description });
const count = (description: string) => Type.Integer({ description });

const range = {
  range: Type.Optional(
    oneOf(
      salesRanges,
      'Days by name, up to today. Left out: `from` and `to`, or the last 30 days.',
    ),
  ),
  from: Type.Optional(day('First day in the time zone of the shop.')),
  to: Type.Optional(day('Last day; today if it is later, or left out.')),
};
const filters = {
  ...range,
  region: Type.Optional(Type.String({ maxLength: 2, description: 'Only of this region.' })),
  sku: Type.Optional(Type.String({ maxLength: 40, description: 'Only of this product.' })),
  partner_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this partner.' })),
  supplier_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'Only codes of lots of this supplier.' }),
  ),
  tier: Type.Optional(Type.String({ maxLength: 40, description: 'Only at this tier.' })),
};
const by = {
  by: Type.Optional(oneOf(salesGroupings, 'What the sales are grouped by; by default the days.')),
};
export const SalesQuery = Type.Object({ ...filters, ...by }, { additionalProperties: false });
export type SalesQuery = Static<typeof SalesQuery>;
export const SalesExportQuery = exportQuery({ ...filters, ...by });
export const SalesAgreementQuery = Type.Object(range, { additionalProperties: false });

const figures = {
  currency: Type.String({ description: 'Currency of its amounts, ISO 4217.' }),
  net: money('Sold, less what was returned and refunded in the range.'),
  sold: money('What was paid for delivered codes.'),
  returned: money('What came back for codes that were returned.'),
  refunded: money('What came back by claims.'),
  codes: count('Codes delivered, less those that were returned.'),
  made_good: count('Codes that were replaced or refunded by claims.'),
  cost: nullable(
    money('What the codes have cost whose cost is known; null: no cost is known or shown.'),
  ),
  margin: nullable(money('What is left of the sales with a known cost.')),
  margin_bps: nullable(count('The margin, in basis points of the sales with a known cost.')),
  known_bps: nullable(
    count('How much of the sales has a known cost, in basis points; null: nothing was sold.'),
  ),
  unknown_codes: nullable(
    count('Sold codes in no margin: their cost is unknown in this currency.'),
  ),
  foreign_codes: nullable(count('Of these, codes whose cost is known in another currency.')),
};

export const SalesFigures = Type.Object(figures, {
  title: 'SalesFigures',
  description: 'What was sold and came back, in one currency.',
});
export type SalesFigures = Static<typeof SalesFigures>;

export const SalesGroup = Type.Object(
  {
    group: Type.String({
      description: 'The day, region, SKU, id of the partner or supplier, or tier; empty: none.',
    }),
    name: nullable(Type.String({ description: 'Its name, if that differs.' })),
    ...figures,
  },
  { title: 'SalesGroup', description: 'What was sold and came back of one group.' },
);
export type SalesGroup = Static<typeof SalesGroup>;

/** What a report covers. */
const covered = {
  from: day('The first day.'),
  to: day('The last day, which is included.'),
  time_zone: Type.String({ description: 'Time zone in which the days begin and end.' }),
  as_of: time('Sales up to this moment are in it.'),
};

export const SalesReport = Type.Object(
  {
    object: Type.Literal('sales_report'),
    ...covered,
    is_open: Type.Boolean({ description: 'Whether the last day is today, which is not over.' }),
    is_complete: Type.Boolean({
      description: 'False: sales of the range are still being counted, so figures will grow.',
    }),
    before: Type.Object(
      { from: day('The first day.'), to: day('The last day, which is included.') },
      {
        title: 'SalesDays',
        description:
          'The days that it is compared with; the last one until the same time of day if the range ends today.',
      },
    ),
    by: oneOf(salesGroupings, 'What it is grouped by.'),
    totals: Type.Array(
      Type.Object(
        {
          now: SalesFigures,
          before: SalesFigures,
          currency: Type.String({ description: 'ISO 4217.' }),
        },
        { title: 'SalesTotal', description: 'The whole range, and the days before it.' },
      ),
      { description: 'By currency; currencies are never added together.' },
    ),
    days: Type.Array(
      Type.Object(
        {
          day: day('The day.'),
          currency: Type.String({ description: 'ISO 4217.' }),
          net: money('Net sales of the day.'),
          codes: count('Codes of the day.'),
        },
        { title: 'SalesDay', description: 'Net sales of a day; days without any are left out.' },
      ),
    ),
    groups: Type.Array(SalesGroup, { maxItems: salesGroupsMax }),
    groups_left_out: count(`How many groups more there are than ${salesGroupsMax}.`),
  },
  { title: 'SalesReport', description: 'What was sold and at what margin.' },
);
export type SalesReport = Static<typeof SalesReport>;

export const SalesAgreement = Type.Object(
  {
    object: Type.Literal('sales_agreement'),
    ...covered,
    currencies: Type.Array(
      Type.Object(
        {
          currency: Type.String({ description: 'ISO 4217.' }),
          sales: money('Net sales of the compared days, as reports have them.'),
          ledger: money('The same, read from the postings of the ledger.'),
          difference: money('Sales less ledger; 0: they agree.'),
        },
        { title: 'SalesAgreementLine', description: 'One currency.' },
      ),
    ),
    checked_at: time('When the ledger was read; for past days, the earliest of these times.'),
    unchecked_days: count('Days of the range that were not compared yet.'),
  },
  {
    title: 'SalesAgreement',
    description: 'Whether the sales of a range agree with the ledger.',
  },
);
export type SalesAgreement = Static<typeof SalesAgreement>;

/** The columns of the CSV file of a report, in this order. */
export const salesCsvColumns = [
  'group',
  'name',
  'currency',
  'net',
  'sold',
  'returned',
  'refunded',
  'codes',
  'made_good',
  'cost',
  'margin',
  'margin_bps',
  'known_bps',
  'unknown_codes',
  'foreign_codes',
] as const satisfies readonly (keyof SalesGroup)[];

export const DayEndQuery = Type.Object(
  { day: Type.Optional(day('The day; by default today.')) },
  { additionalProperties: false },
);
export const DayEndExportQuery = exportQuery(range);

const DayEndEntry = Type.Object(
  {
    kind: Type.String({
      description:
        '`opening`, `closing`, or the kind of transfer in the ledger: `deposit`, `order`, `hold`, ….',
    }),
    transfers: nullable(count('How many transfers; null: it is a balance.')),
    available: money('Balance that can be spent, or how it changed.'),
    held: money('Balance on hold, or how it changed.'),
    total: money('Both together.'),
  },
  {
    title: 'DayEndEntry',
    description: 'A balance of all partners, or how a kind of transfer moved it.',
  },
);
export type DayEndEntry = Static<typeof DayEndEntry>;

export const DayEnd = Type.Object(
  {
    object: Type.Literal('day_end'),
    day: day('The day.'),
    time_zone: covered.time_zone,
    as_of: covered.as_of,
    is_open: Type.Boolean({ description: 'Whether the day is not over.' }),
    is_complete: Type.Boolean({ description: 'False: movements are still being counted.' }),
    currencies: Type.Array(
      Type.Object(
        {
          currency: Type.String({ description: 'ISO 4217.' }),
          entries: Type.Array(DayEndEntry, {
            description: 'The opening balance, every kind of movement, and the closing balance.',
          }),
          ledger: money('The closing balance, read from the ledger.'),
          difference: money('Closing less ledger; 0: they agree.'),
        },
        { title: 'DayEndCurrency', description: 'One currency.' },
      ),
    ),
  },
  { title: 'DayEnd', description: 'How the money of all partners moved on a day.' },
);
export type DayEnd = Static<typeof DayEnd>;

/** The columns of the CSV file of day ends, in this order. */
export const dayEndCsvColumns = [
  'day',
  'currency',
  'kind',
  'transfers',
  'available',
  'held',
  'total',
] as const;
