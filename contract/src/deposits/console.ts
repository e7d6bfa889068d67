import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
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
  DepositCredit,
  DepositReason,
  DepositRecord,
  DepositUpdate,
  RecordedDeposit,
  StaffDeposit,
  StaffDepositFilters,
  StaffDepositList,
  StaffDepositQuery,
} from './web-app-schemas.ts';

const act = {
  ...acting,
  ...moving('money'),
  tag: 'Deposits',
  roles: ['admin', 'finance'],
} as const;
const one = {
  ...act,
  params: idParam('deposit_id', 'Id of the deposit.'),
  replies: ok(StaffDeposit, 'The deposit.'),
  refusals: ['invalid_state'],
} as const;

/** Payments of partners: recorded when they are seen, then credited or not. */
export const consoleDepositOperations = {
  listDeposits: {
    ...reading,
    tag: 'Deposits',
    roles: ['admin', 'finance', 'read_only'],
    id: 'listDeposits',
    path: '/deposits',
    summary: 'List deposits',
    description: 'Live payments of all partners, newest first.',
    query: StaffDepositQuery,
    replies: okPage(StaffDepositList, 'A page of deposits.'),
  },
  exportDeposits: {
    ...reading,
    tag: 'Deposits',
    roles: ['admin', 'finance', 'read_only'],
    id: 'exportDeposits',
    onStandby: true,
    path: '/deposits/export',
    summary: 'Download the list of deposits as CSV',
    description: 'Every live payment that matches the filters, newest first.',
    query: StaffDepositFilters,
    replies: fileReply('text/csv', 'One line per deposit.'),
  },
  recordDeposit: {
    ...act,
    id: 'recordDeposit',
    path: '/deposits',
    summary: 'Record a payment',
    description:
      'The partner sees it at once. A payment is identified by its method and its reference: the same again is the same deposit, for another ' +
      'partner or with another amount it is refused.',
    body: DepositRecord,
    replies: created(RecordedDeposit, 'The deposit.'),
    refusals: ['invalid_state', 'not_found'],
  },
  updateDeposit: {
    ...one,
    method: 'PATCH',
    id: 'updateDeposit',
    path: '/deposits/{deposit_id}',
    summary: 'Add what became known of a payment',
    description: 'Before it is credited: how much will be, and its confirmations.',
    body: DepositUpdate,
  },
  creditDeposit: {
    ...one,
    id: 'creditDeposit',
    path: '/deposits/{deposit_id}/credit',
    summary: 'Credit a payment',
    description:
      'Once, and pays open invoice orders. Of what one person both states and credits, no more than one person may give; more is credited by a colleague.',
    body: DepositCredit,
  },
  reviewDeposit: {
    ...one,
    id: 'reviewDeposit',
    path: '/deposits/{deposit_id}/review',
    summary: 'Look at a payment first',
    description: 'Also takes back a rejection. The partner is notified of the reason.',
    body: DepositReason,
  },
  rejectDeposit: {
    ...one,
    id: 'rejectDeposit',
    path: '/deposits/{deposit_id}/reject',
    summary: 'Do not credit a payment',
    description: 'The partner is notified of the reason.',
    body: DepositReason,
  },
  reverseDeposit: {
    ...one,
    id: 'reverseDeposit',
    path: '/deposits/{deposit_id}/reverse',
    summary: 'Take a credited payment back',
    description:
      'A counter entry of its whole amount, even if it is spent. The partner is notified of the reason. Of what one person takes back and gives ' +
      'alone, no more than one person may give; more waits for a second admin.',
    body: DepositReason,
    replies: okOrProposed(StaffDeposit, Proposal, 'The deposit.'),
  },
} as const satisfies Record<string, WebAppOperation>;
