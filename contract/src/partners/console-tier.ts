import {
  PartnerStatementQuery,
  PartnerTransactionFilters,
  PartnerTransactionQuery,
  PortalTransactionList,
  Statement,
} from '../balance/transactions.ts';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  fileReply,
  moving,
  ok,
  okOrProposed,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import { PartnerClaimRate, PartnerTier, PartnerTierClear, PartnerTierSet } from './tier.ts';

const params = idParam('partner_id', 'Id of the business.');
const shared = { ...reading, tag: 'Partners', params } as const;
const money = {
  ...reading,
  tag: 'Partners',
  roles: ['admin', 'finance', 'read_only'],
  refusals: ['not_found'],
} as const;
const setting = {
  ...acting,
  tag: 'Partners',
  params,
  roles: ['admin', 'finance'],
  ...moving('money'),
} as const;

/** What a business pays, how much of it is claimed, and its statement, as staff see them. */
export const consolePartnerTierOperations = {
  getPartnerTier: {
    ...shared,
    id: 'getPartnerTier',
    path: '/partners/{partner_id}/tier',
    summary: 'Read the tier of a business',
    description: 'The tier in force, what is missing to the next one, and the tier set by hand.',
    replies: ok(PartnerTier, 'Its tier.'),
  },
  setPartnerTier: {
    ...setting,
    method: 'PUT',
    id: 'setPartnerTier',
    path: '/partners/{partner_id}/tier',
    summary: 'Set the tier of a business by hand',
    description:
      'For some days, whatever its volume is. A tier with a discount above the lowest waits for a second admin (202), unless the ' +
      'same tier only ends earlier.',
    body: PartnerTierSet,
    replies: okOrProposed(PartnerTier, Proposal, 'Its tier.'),
    refusals: ['invalid_state'],
  },
  clearPartnerTier: {
    ...setting,
    id: 'clearPartnerTier',
    path: '/partners/{partner_id}/tier/clear',
    summary: 'Let the volume of a business decide its tier again',
    description: 'At once.',
    body: PartnerTierClear,
    replies: ok(PartnerTier, 'Its tier.'),
    refusals: ['invalid_state'],
  },
  getPartnerClaimRate: {
    ...shared,
    id: 'getPartnerClaimRate',
    path: '/partners/{partner_id}/claim-rate',
    summary: 'Read the claim rate of a business',
    description: 'Of the last 90 days, beside that of all businesses.',
    replies: ok(PartnerClaimRate, 'The rates.'),
  },
  listPartnerTransactions: {
    ...money,
    id: 'listPartnerTransactions',
    path: '/transactions',
    summary: 'Read the statement of a business',
    description: 'Every change of its balance, newest first, each with the balance afterwards.',
    query: PartnerTransactionQuery,
    replies: okPage(PortalTransactionList, 'A page of transactions.'),
  },
  getPartnerStatement: {
    ...money,
    id: 'getPartnerStatement',
    onStandby: true,
    path: '/statement',
    summary: 'Read the sums of a period of a business',
    description: 'The balance at both ends of a period, and what came in and went out.',
    query: PartnerStatementQuery,
    replies: ok(Statement, 'The sums.'),
  },
  exportPartnerTransactions: {
    ...money,
    id: 'exportPartnerTransactions',
    onStandby: true,
    path: '/transactions/export',
    summary: 'Download the statement of a business as CSV',
    description: 'Every change of its balance that matches the filters; recorded as an export.',
    query: PartnerTransactionFilters,
    replies: fileReply('text/csv', 'One line per transaction.'),
  },
} as const satisfies Record<string, WebAppOperation>;
