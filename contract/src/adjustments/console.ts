import {
  acting,
  fileReply,
  moving,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import {
  AdjustmentFilters,
  AdjustmentList,
  AdjustmentPropose,
  AdjustmentQuery,
} from './schemas.ts';

const shared = { ...reading, tag: 'Deposits', roles: ['admin', 'finance', 'read_only'] } as const;

/** Corrections of balances that are no payments: one person proposes, a second admin agrees. */
export const consoleAdjustmentOperations = {
  listAdjustments: {
    ...shared,
    id: 'listAdjustments',
    path: '/adjustments',
    summary: 'List adjustments of balances',
    description: 'Those that took effect, newest first. What waits is a proposal.',
    query: AdjustmentQuery,
    replies: okPage(AdjustmentList, 'A page of adjustments.'),
  },
  exportAdjustments: {
    ...shared,
    id: 'exportAdjustments',
    onStandby: true,
    path: '/adjustments/export',
    summary: 'Download the list of adjustments as CSV',
    description: 'Every adjustment that matches the filters, newest first.',
    query: AdjustmentFilters,
    replies: fileReply('text/csv', 'One line per adjustment.'),
  },
  proposeAdjustment: {
    ...acting,
    ...moving('money'),
    tag: 'Deposits',
    roles: ['admin', 'finance'],
    id: 'proposeAdjustment',
    path: '/adjustments',
    summary: 'Propose an adjustment of a balance',
    description:
      'Always waits for a second admin. What one person proposes within seven days is no more than one person may credit; a business has at ' +
      'most one that waits, and nobody proposes or agrees for a business whose person they are.',
    body: AdjustmentPropose,
    replies: { 202: { description: 'It waits for a second person.', schema: Proposal } },
    refusals: ['invalid_state', 'limit_reached', 'not_found'],
  },
} as const satisfies Record<string, WebAppOperation>;
