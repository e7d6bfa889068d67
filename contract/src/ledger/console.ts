import { fileReply, ok, okPage, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import {
  LedgerTransferFilters,
  LedgerTransferList,
  LedgerTransferQuery,
  TrialBalance,
  TrialBalanceQuery,
} from './schemas.ts';

const shared = { ...reading, tag: 'Deposits', roles: ['admin', 'finance', 'read_only'] } as const;

/** The ledger: what every account holds, and every transfer. */
export const consoleLedgerOperations = {
  getTrialBalance: {
    ...shared,
    id: 'getTrialBalance',
    path: '/ledger/trial-balance',
    summary: 'Read the trial balance',
    description:
      "What all accounts of each kind hold, from the movements of each of the shop's days; debits and credits of one currency are equal.",
    query: TrialBalanceQuery,
    replies: ok(TrialBalance, 'The trial balance.'),
  },
  listTransfers: {
    ...shared,
    id: 'listTransfers',
    path: '/ledger/transfers',
    summary: 'List transfers of the ledger',
    description: 'Of all partners, newest first.',
    query: LedgerTransferQuery,
    replies: okPage(LedgerTransferList, 'A page of transfers.'),
  },
  exportTransfers: {
    ...shared,
    id: 'exportTransfers',
    onStandby: true,
    path: '/ledger/transfers/export',
    summary: 'Download transfers of the ledger as CSV',
    description: 'Every transfer that matches the filters, newest first.',
    query: LedgerTransferFilters,
    replies: fileReply('text/csv', 'One line per transfer.'),
  },
} as const satisfies Record<string, WebAppOperation>;
