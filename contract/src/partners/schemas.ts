import { type Static, Type } from 'typebox';
import { ApiKey } from '../keys/schemas.ts';
import { partnerStatuses } from '../keys/states.ts';
import { holdSecondsMax, holdsOpenMax, partnerRateMax } from '../kit/limits.ts';
import { personal } from '../kit/personal.ts';
import { amount, id, money, nullable, time } from '../kit/primitives.ts';
import {
  exportQuery,
  line,
  listOf,
  listQuery,
  oneOf,
  oneOfOrNull,
  request,
  searchQuery,
} from '../kit/shapes.ts';
import { BusinessProfile } from '../kyc/schemas.ts';
import { kycStatuses } from '../kyc/states.ts';
import { Colleague } from '../people/schemas.ts';

const summaryMembers = {
  id: id('prt', 'Id of the business.'),
  object: Type.Literal('partner'),
  name: Type.String({ description: 'Name.' }),
  email: personal('contact', Type.String({ description: 'E-mail it was registered with.' })),
  country: nullable(Type.String({ description: 'ISO 3166-1 alpha-2.' })),
  currency: Type.String({ description: 'Its one currency.' }),
  status: oneOf(partnerStatuses, '`new`: not approved yet.'),
  kyc_status: oneOfOrNull(kycStatuses, 'State of its review.'),
  created_at: time('When it was registered.'),
};
export const PartnerSummary = Type.Object(summaryMembers, {
  title: 'PartnerSummary',
  description: 'A line of the list.',
});
export type PartnerSummary = Static<typeof PartnerSummary>;
export const PartnerList = listOf('PartnerList', 'Businesses, newest first.', PartnerSummary);
const filters = {
  ...searchQuery('Part of name, e-mail, or an id.'),
  status: Type.Optional(oneOf(partnerStatuses, 'Only in this state.')),
};
export const PartnerQuery = listQuery(filters);
export const PartnerFilters = exportQuery(filters);
/** The columns of the CSV of businesses, in this order: none about a person, because such files are passed on. */
export const partnerCsvColumns = [
  'id',
  'created_at',
  'name',
  'country',
  'currency',
  'status',
  'kyc_status',
] as const satisfies readonly (keyof PartnerSummary)[];

const rate = Type.Integer({
  minimum: 1,
  maximum: partnerRateMax,
  description: 'Per minute, for all keys together.',
});

const holdSeconds = Type.Integer({
  minimum: 0,
  maximum: holdSecondsMax,
  description: 'How long a hold of theirs may last, in seconds; 0: no holds.',
});
const holdsOpen = Type.Integer({
  minimum: 0,
  maximum: holdsOpenMax,
  description: 'How many holds of theirs may be open at once.',
});

export const Partner = Type.Object(
  {
    ...summaryMembers,
    profile: BusinessProfile,
    kyc_case_id: nullable(id('kyc', 'Its review.')),
    approved_at: nullable(time('When it was approved.')),
    suspended_at: nullable(time('Since when it is suspended.')),
    suspended_reason: nullable(Type.String({ description: 'Why.' })),
    limits: Type.Object({
      credit_limit: money('How far its balance may go below zero.'),
      invoice_limit: money('Limit of all its open invoice orders together.'),
      approval_limit: nullable(money('Orders above it wait for an approval; null: none does.')),
      hold_seconds_max: holdSeconds,
      holds_open_max: holdsOpen,
      requests_per_minute: nullable(rate),
      orders_per_minute: nullable(rate),
    }),
    balance: money('Live balance.'),
    available: money('What a live order can spend now.'),
    tier: nullable(Type.String({ description: 'Its price tier.' })),
    sealed_codes: Type.Boolean({ description: 'Whether a public key is registered.' }),
    people: Type.Array(Colleague),
    invitation_until: nullable(
      time('If nobody has joined it yet: when the open invitation of its owner ends.'),
    ),
    keys: Type.Array(ApiKey),
    open_tickets: Type.Integer({ minimum: 0, description: 'Tickets not closed.' }),
  },
  { title: 'Partner', description: 'A business, on one page.' },
);
export type Partner = Static<typeof Partner>;

export const PartnerSuspend = request('PartnerSuspend', 'Why.', {
  reason: line(500, 'The business reads it.'),
});
export const limitMembers = {
  credit_limit: Type.Optional(amount('How far its balance may go below zero.')),
  invoice_limit: Type.Optional(amount('For all its open invoice orders together.')),
  approval_limit: Type.Optional(
    nullable(amount('Orders above it wait for an approval; null: none does.')),
  ),
  hold_seconds_max: Type.Optional(holdSeconds),
  holds_open_max: Type.Optional(holdsOpen),
  requests_per_minute: Type.Optional(nullable(rate)),
  orders_per_minute: Type.Optional(nullable(rate)),
};
export const PartnerLimitsSeen = request(
  'PartnerLimitsSeen',
  'The limits that their editor saw. If one of them is another now, nothing is changed.',
  limitMembers,
);
export const PartnerLimits = request(
  'PartnerLimits',
  'What to change; members that are left out stay.',
  { ...limitMembers, before: Type.Optional(PartnerLimitsSeen) },
);
export type PartnerLimits = Static<typeof PartnerLimits>;

export const getStartedSteps = [
  'profile',
  'documents',
  'api_access',
  'test_key',
  'test_order',
  'webhook',
  'top_up',
  'live_key',
] as const;
export type GetStartedStep = (typeof getStartedSteps)[number];

export const GetStartedItem = Type.Object(
  {
    step: oneOf(getStartedSteps, 'Which step.'),
    state: oneOf(
      ['done', 'now', 'asked', 'waiting', 'later'],
      '`now`: can be done. `asked`: staff asked for more. `waiting`: for staff. `later`: after another step.',
    ),
    until: nullable(time('The last moment to do it; null if it can wait.')),
  },
  { title: 'GetStartedItem', description: 'One step.' },
);
export type GetStartedItem = Static<typeof GetStartedItem>;
export const GetStarted = Type.Object(
  {
    object: Type.Literal('get_started'),
    steps: Type.Array(GetStartedItem),
    webhook_registration: oneOf(
      ['self', 'support'],
      'Who registers endpoints: you, here, or our staff on a ticket.',
    ),
  },
  {
    title: 'GetStarted',
    description: 'The steps to the first live order.',
  },
);

export const Today = Type.Object(
  {
    object: Type.Literal('today'),
    kyc_waiting: Type.Integer({ minimum: 0, description: 'Reviews that wait for staff.' }),
    kyc_expiring: Type.Integer({ minimum: 0, description: 'Approvals that end within 30 days.' }),
    tickets_open: Type.Integer({ minimum: 0, description: 'Tickets that wait for staff.' }),
    tickets_overdue: Type.Integer({ minimum: 0, description: 'Of them, late.' }),
    access_requests: Type.Integer({ minimum: 0, description: 'Open API Access Requests.' }),
    claims_waiting: Type.Integer({ minimum: 0, description: 'Claims to decide.' }),
    claims_overdue: Type.Integer({
      minimum: 0,
      description: 'Of them, past a deadline.',
    }),
    claims_proposed: Type.Integer({
      minimum: 0,
      description: 'Of them, decided by one person and waiting for a second.',
    }),
    orders_to_approve: Type.Integer({
      minimum: 0,
      description: 'Live orders that wait for an approval of staff.',
    }),
    orders_failed: Type.Integer({
      minimum: 0,
      description: 'Live orders that failed in the last 24 hours.',
    }),
    proposals_waiting: Type.Integer({
      minimum: 0,
      description: 'Changes that wait for a second person, or for their time.',
    }),
    bank_lines_open: Type.Integer({
      minimum: 0,
      description: 'Lines of bank accounts that nobody has matched or dismissed.',
    }),
    deposits_waiting: Type.Integer({
      minimum: 0,
      description: 'Live payments that are neither credited nor rejected.',
    }),
    webhooks_attention: Type.Integer({
      minimum: 0,
      description:
        'Webhook endpoints that need a look: those that fail, wait, are paused, or silent.',
    }),
    incidents_open: Type.Integer({ minimum: 0, description: 'Open incidents of the status page.' }),
    stock_low: Type.Integer({ minimum: 0, description: 'Products that are low in stock.' }),
    lots_held: Type.Integer({
      minimum: 0,
      description: 'Held lots, which are not for sale until somebody confirms them.',
    }),
    recoveries_due: Type.Integer({
      minimum: 0,
      description: 'Codes to claim money for from suppliers.',
    }),
    access_due: Type.Integer({
      minimum: 0,
      description: 'People on the staff whose access is to be reviewed again.',
    }),
    emails_failed: Type.Integer({ minimum: 0, description: 'Undeliverable e-mails.' }),
    partners: Type.Integer({ minimum: 0, description: 'Businesses.' }),
    partners_suspended: Type.Integer({ minimum: 0, description: 'Of them, suspended.' }),
  },
  { title: 'Today', description: 'What waits for staff.' },
);
export type Today = Static<typeof Today>;
