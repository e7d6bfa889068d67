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
import {
  Partner,
  PartnerFilters,
  PartnerLimits,
  PartnerList,
  PartnerQuery,
  PartnerSuspend,
  Today,
} from './schemas.ts';
import { PartnerSuspension } from './suspension.ts';
import { QueueWaitList } from './waits.ts';

const partnerId = idParam('partner_id', 'Id of the business.');
const partner = { ...acting, tag: 'Partners', params: partnerId, ...moving('rights') } as const;

/** Businesses and their keys, as staff manage them. Staff never see a key. */
export const consolePartnerOperations = {
  getToday: {
    ...reading,
    tag: 'Partners',
    id: 'getToday',
    path: '/today',
    summary: 'Count what waits for staff',
    description: 'Counts for the start page and the badges in the navigation.',
    replies: ok(Today, 'The counts.'),
  },
  listQueueWaits: {
    ...reading,
    tag: 'Partners',
    id: 'listQueueWaits',
    path: '/today/queues',
    summary: 'Read how long each queue waits',
    description:
      'Since when the oldest in it waits, by when it was promised, and who decided last. All queues in one reply.',
    replies: ok(QueueWaitList, 'The queues.'),
  },
  listPartners: {
    ...reading,
    tag: 'Partners',
    id: 'listPartners',
    path: '/partners',
    summary: 'List businesses',
    description: 'Newest first.',
    query: PartnerQuery,
    replies: okPage(PartnerList, 'A page of businesses.'),
  },
  exportPartners: {
    ...reading,
    tag: 'Partners',
    id: 'exportPartners',
    onStandby: true,
    path: '/partners/export',
    summary: 'Download the list of businesses as CSV',
    description: 'Every business that matches the filters, newest first, without e-mail addresses.',
    query: PartnerFilters,
    replies: fileReply('text/csv', 'One line per business.'),
  },
  getPartner: {
    ...reading,
    tag: 'Partners',
    id: 'getPartner',
    path: '/partners/{partner_id}',
    summary: 'Read a business',
    description: 'Profile, review, keys, limits, balance and people, on one page.',
    params: partnerId,
    replies: ok(Partner, 'The business.'),
  },
  getPartnerSuspension: {
    ...reading,
    tag: 'Partners',
    roles: ['admin', 'finance', 'support'],
    id: 'getPartnerSuspension',
    path: '/partners/{partner_id}/suspension',
    summary: 'See what a suspension of a business, or its end, would change',
    description:
      'Its keys, pending orders by what they wait for, claims, endpoints and balance now. Changes nothing.',
    params: partnerId,
    replies: ok(PartnerSuspension, 'What would change.'),
  },
  suspendPartner: {
    ...partner,
    roles: ['admin', 'finance', 'support'],
    id: 'suspendPartner',
    path: '/partners/{partner_id}/suspend',
    summary: 'Suspend a business',
    description:
      'With a reason that the business reads. Its keys get 403 within a second; its data stays readable in the portal.',
    body: PartnerSuspend,
    replies: ok(Partner, 'The business.'),
    refusals: ['invalid_state'],
  },
  resumePartner: {
    ...partner,
    roles: ['admin', 'finance', 'support'],
    id: 'resumePartner',
    path: '/partners/{partner_id}/resume',
    summary: 'Resume a business',
    description: 'Its keys work again within a second.',
    replies: ok(Partner, 'The business.'),
    refusals: ['invalid_state'],
  },
  setPartnerLimits: {
    ...partner,
    method: 'PATCH',
    roles: ['admin', 'finance'],
    ...moving('money', 'rights'),
    id: 'setPartnerLimits',
    path: '/partners/{partner_id}/limits',
    summary: 'Change limits',
    description:
      'Credit, invoices, approval and requests. More credit than one person may grant waits for an admin (202); the ' +
      'rest takes effect at once.',
    body: PartnerLimits,
    replies: okOrProposed(Partner, Proposal, 'The business.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
} as const satisfies Record<string, WebAppOperation>;
