import { type Static, Type } from 'typebox';
import { depositStatuses } from '../deposits/states.ts';
import { amount, currency, id, money, nullable, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  line,
  listQuery,
  oneOf,
  request,
  searchQuery,
} from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { BankAccountRef, count, day, ofAccount } from './schemas.ts';
import {
  acceptLinesMax,
  bankLineStates,
  bankLineTabs,
  lineSplitMax,
  matchFacts,
} from './states.ts';

const MatchFactSeen = Type.Object(
  {
    fact: oneOf(matchFacts, 'What is compared.'),
    agrees: Type.Boolean({ description: 'Whether it agrees.' }),
    detail: nullable(Type.String({ description: 'A reference, a number of lines, a currency.' })),
  },
  { title: 'MatchFact', description: 'Something on which a line and a partner agree, or do not.' },
);
export const MatchCandidate = Type.Object(
  {
    partner: PartnerRef,
    currency: currency("Currency of the partner's balance."),
    deposit_id: nullable(
      id(
        'dep',
        'A deposit that was recorded before and may be this payment; null: a new one is recorded.',
      ),
    ),
    facts: Type.Array(MatchFactSeen),
    certain: Type.Boolean({
      description: 'Whether reference, currency and partner agree, and nothing speaks against it.',
    }),
  },
  { title: 'MatchCandidate', description: 'Whose payment a line may be.' },
);
export type MatchCandidate = Static<typeof MatchCandidate>;

export const LineDeposit = Type.Object(
  {
    deposit_id: id('dep', 'Id of the deposit.'),
    partner: PartnerRef,
    amount: money("What of the line it accounts for, in the account's currency."),
    status: oneOf(
      depositStatuses,
      'State of the deposit; one that is not credited waits for a colleague.',
    ),
  },
  { title: 'LineDeposit', description: 'A deposit that accounts for a line or a part of it.' },
);

export const BankLine = Type.Object(
  {
    id: id('bln', 'Id of the line.'),
    object: Type.Literal('bank_line'),
    account: BankAccountRef,
    booked_on: day('The day on which the bank booked it.'),
    value_on: nullable(day('The day from which it counts.')),
    amount: money('Below 0: money that left the account.'),
    left: money('What of it no deposit accounts for yet.'),
    currency: currency('Currency of the account.'),
    payer: Type.String({ description: 'Who paid, or was paid.' }),
    payer_account: Type.String({ description: 'Their account.' }),
    text: Type.String({ description: 'What they wrote.' }),
    reference: Type.String({ description: 'A reference in a field of its own.' }),
    outside_id: Type.String({
      description: 'The name of this payment: its deposit has it as reference.',
    }),
    state: oneOf(
      bankLineStates,
      '`open`: nobody has decided what it is. `matched`: deposits account for all of it. `not_ours`: no payment of a partner. `outgoing`: money that left.',
    ),
    version: Type.Integer({
      minimum: 1,
      description: 'Send it with every act: one on a line that changed meanwhile is refused.',
    }),
    deposits: Type.Array(LineDeposit),
    candidates: Type.Array(MatchCandidate, {
      description: 'Of an open line: whose payment it may be, the likeliest first.',
    }),
    returned_by: nullable(
      id('bln', 'The outgoing line by which the bank seems to have returned it; null: none.'),
    ),
    returned_on: nullable(day('The day of that line.')),
    reason: nullable(Type.String({ description: 'Why it is not ours.' })),
    changed_by: nullable(Type.String({ description: 'Who decided last.' })),
    changed_at: nullable(time('When.')),
  },
  { title: 'BankLine', description: 'A line of a bank account.' },
);
export type BankLine = Static<typeof BankLine>;
export const BankLineList = countedListOf('BankLineList', 'Lines, the latest day first.', BankLine);
export type BankLineList = Static<typeof BankLineList>;

const lineFilters = {
  ...searchQuery('Part of the payer, its account, the text or the reference.'),
  tab: Type.Optional(
    oneOf(
      bankLineTabs,
      '`open`: not decided yet. `ready`: of them, reference, currency and partner agree. `look`: the others of them. `not_ours` has outgoing ones, too.',
    ),
  ),
  account_id: ofAccount,
  statement_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'Only of this statement.' }),
  ),
  line_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only this line.' })),
  from: Type.Optional(day('Only from this day on.')),
  to: Type.Optional(day('Only until this day.')),
};
export const BankLineQuery = listQuery(lineFilters);
export const BankLineFilters = exportQuery(lineFilters);
/** The columns of the CSV of bank lines, in this order. */
export const bankLineCsvColumns = [
  ...[
    'id',
    'account',
    'booked_on',
    'value_on',
    'amount',
    'currency',
    'payer',
    'payer_account',
    'text',
    'reference',
  ],
  ...['outside_id', 'state', 'deposits', 'partners', 'reason', 'changed_by', 'changed_at'],
] as const;

const TabFigure = Type.Object(
  {
    tab: oneOf(bankLineTabs, 'The list.'),
    lines: nullable(count('Its lines; null: more than 10,000.')),
  },
  { title: 'BankLineTabFigure', description: 'How many lines a list has.' },
);
const LineVersion = Type.Object(
  {
    line_id: id('bln', 'Id of the line.'),
    version: Type.Integer({ minimum: 1, description: 'Its version.' }),
    amount: money('Its amount.'),
    currency: currency('Its currency.'),
  },
  { title: 'BankLineVersion', description: 'A line that is ready, as it is now.' },
);
export const BankLineFigures = Type.Object(
  {
    object: Type.Literal('bank_line_figures'),
    tabs: Type.Array(TabFigure),
    ready: Type.Array(LineVersion, {
      description: `The first ${acceptLinesMax} lines that are ready, for one call that accepts them.`,
    }),
    returned: Type.Array(
      Type.Object(
        {
          line_id: id('bln', 'Id of the line.'),
          outside_id: Type.String({ description: 'The name of the payment.' }),
          amount: money('Its amount.'),
          currency: currency('Its currency.'),
          returned_on: day('The day on which the bank seems to have returned it.'),
        },
        {
          title: 'BankLineReturned',
          description: 'A matched line that the bank seems to have returned.',
        },
      ),
      {
        description: `Matched lines that the bank seems to have returned: at most ${acceptLinesMax}, the latest day first.`,
      },
    ),
    gaps: count('Statements that do not begin with the balance of the one before.'),
  },
  { title: 'BankLineFigures', description: 'What waits.' },
);
export type BankLineFigures = Static<typeof BankLineFigures>;

const version = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'The version of the line that the person saw.',
});
const MatchPart = Type.Object(
  {
    partner_id: Type.String({ maxLength: 60, description: 'Whose payment it is.' }),
    amount: amount("How much of the line, in the account's currency."),
    credited: Type.Optional(
      amount("What is credited, in the partner's currency, if that is another one."),
    ),
  },
  { additionalProperties: false, title: 'MatchPart', description: 'A part of a line.' },
);
export const BankLineMatch = request('BankLineMatch', 'Whose payment a line is.', {
  version,
  parts: Type.Optional(
    Type.Array(MatchPart, {
      minItems: 1,
      maxItems: lineSplitMax,
      description: 'Partners with their parts; they add up to what is left of the line.',
    }),
  ),
  deposit_id: Type.Optional(
    Type.String({
      maxLength: 60,
      description: 'Instead of parts: a deposit that was recorded before.',
    }),
  ),
});
export type BankLineMatch = Static<typeof BankLineMatch>;
export const BankLineReason = request('BankLineReason', 'Why.', {
  version,
  reason: line(500, 'Why.'),
});
export const BankLineVersioned = request('BankLineVersioned', 'The line as the person saw it.', {
  version,
});
export const BankLineNotReturned = request('BankLineNotReturned', 'Why it was not returned.', {
  version: Type.Integer({ minimum: 1, description: 'That of the line.' }),
  outgoing_id: Type.String({
    maxLength: 60,
    description: '`returned_by` of the line: the outgoing line that is something else.',
  }),
  reason: line(500, 'Why, for colleagues.'),
});
export type BankLineNotReturned = Static<typeof BankLineNotReturned>;
export const BankLinesAccept = request('BankLinesAccept', 'Lines that are ready.', {
  lines: Type.Array(
    Type.Object(
      { line_id: Type.String({ maxLength: 60, description: 'Id of the line.' }), version },
      {
        additionalProperties: false,
        title: 'AcceptedLine',
        description: 'A line as the person saw it.',
      },
    ),
    { minItems: 1, maxItems: acceptLinesMax, description: 'Each once.' },
  ),
});
export type BankLinesAccept = Static<typeof BankLinesAccept>;
const AcceptResult = Type.Object(
  {
    line_id: id('bln', 'Id of the line.'),
    outcome: oneOf(
      ['credited', 'waiting', 'refused'],
      '`waiting`: it is recorded, and a colleague credits it.',
    ),
    partner_id: nullable(id('prt', 'Whose payment it is; null: it was refused.')),
    partner_name: nullable(Type.String({ description: 'The name of that partner.' })),
    detail: nullable(Type.String({ description: 'Why it was refused.' })),
  },
  { title: 'AcceptResult', description: 'The result of one line.' },
);
export const BankLinesAccepted = Type.Object(
  { object: Type.Literal('bank_lines_accepted'), results: Type.Array(AcceptResult) },
  { title: 'BankLinesAccepted', description: 'A result for each line.' },
);
export type BankLinesAccepted = Static<typeof BankLinesAccepted>;
