import { WayToPay, WayToPayList } from '../deposit-methods/schemas.ts';
import { moneyReaders } from '../kit/roles.ts';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  fileReply,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { PortalDepositFilters, PortalDepositList, PortalDepositQuery } from './schemas.ts';

const shared = { ...reading, tag: 'Business', roles: moneyReaders } as const;

/** Paying in, as a partner's people see it. */
export const portalDepositOperations = {
  listWaysToPay: {
    ...shared,
    id: 'listWaysToPay',
    path: '/deposit-methods',
    summary: 'List the ways to pay in',
    description:
      'The accounts of the operator with your own reference, and the digital assets with your own addresses. What is yours never changes.',
    replies: ok(WayToPayList, 'The ways to pay in.'),
  },
  takeDepositAddress: {
    ...acting,
    tag: 'Business',
    roles: ['owner', 'finance'],
    id: 'takeDepositAddress',
    path: '/deposit-methods/{method_id}/address',
    summary: 'Get your address of a digital asset',
    description:
      'The next address of our list becomes yours for ever; repeated, it is the same. `used_up`: none is left, and our staff import more. Your business must be approved.',
    params: idParam('method_id', 'Id of the method.'),
    replies: ok(WayToPay, 'The way to pay in.'),
    refusals: ['invalid_state', 'partner_not_approved'],
  },
  exportDeposits: {
    ...shared,
    id: 'exportDeposits',
    onStandby: true,
    path: '/deposits/export',
    summary: 'Download the list of deposits as CSV',
    description: 'Every payment that matches the filters, newest first, in one file.',
    query: PortalDepositFilters,
    replies: fileReply('text/csv', 'One line per deposit.'),
  },
  listDeposits: {
    ...shared,
    id: 'listDeposits',
    path: '/deposits',
    summary: 'List deposits',
    description: 'Payments from when we first saw them, newest first.',
    query: PortalDepositQuery,
    replies: okPage(PortalDepositList, 'A page of deposits.'),
  },
} as const satisfies Record<string, WebAppOperation>;
