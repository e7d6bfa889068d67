import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  AddressImport,
  BankTransferCreate,
  DepositMethod,
  DepositMethodConfirm,
  DepositMethodList,
  DepositMethodSet,
  DigitalAssetCreate,
} from './schemas.ts';

const act = {
  ...acting,
  ...moving('money'),
  tag: 'Deposits',
  roles: ['admin', 'finance'],
} as const;
const one = {
  ...act,
  params: idParam('method_id', 'Id of the method.'),
  replies: ok(DepositMethod, 'The method.'),
  refusals: ['invalid_state'],
} as const;

/** Where partners pay to. */
export const consoleDepositMethodOperations = {
  listDepositMethods: {
    ...reading,
    tag: 'Deposits',
    roles: ['admin', 'finance', 'read_only'],
    id: 'listDepositMethods',
    path: '/deposit-methods',
    summary: 'List deposit methods',
    description: 'Accounts and digital assets, with the addresses that are left.',
    replies: ok(DepositMethodList, 'The methods.'),
  },
  addBankTransfer: {
    ...act,
    id: 'addBankTransfer',
    path: '/deposit-methods/bank-transfers',
    summary: 'Add a bank account',
    description: 'Partners see it once a colleague confirmed it. An account never changes.',
    body: BankTransferCreate,
    replies: created(DepositMethod, 'The method.'),
  },
  addDigitalAsset: {
    ...act,
    id: 'addDigitalAsset',
    path: '/deposit-methods/digital-assets',
    summary: 'Add a digital asset on a network',
    description: 'Partners see it once a colleague confirmed it; then import addresses.',
    body: DigitalAssetCreate,
    replies: created(DepositMethod, 'The method.'),
  },
  setDepositMethod: {
    ...one,
    method: 'PATCH',
    id: 'setDepositMethod',
    path: '/deposit-methods/{method_id}',
    summary: 'Change the terms of a method',
    description: 'Never where the money goes.',
    body: DepositMethodSet,
  },
  importAddresses: {
    ...one,
    id: 'importAddresses',
    path: '/deposit-methods/{method_id}/addresses',
    summary: 'Import addresses',
    description:
      'All of them, or none if the checksum of one does not fit or one is listed already. Partners get them once a colleague confirmed the list.',
    body: AddressImport,
  },
  confirmDepositMethod: {
    ...one,
    id: 'confirmDepositMethod',
    path: '/deposit-methods/{method_id}/confirm',
    summary: 'Confirm what a colleague entered',
    description: 'The method, and the addresses that wait with it.',
    body: DepositMethodConfirm,
  },
  archiveDepositMethod: {
    ...one,
    id: 'archiveDepositMethod',
    path: '/deposit-methods/{method_id}/archive',
    summary: 'Archive a method',
    description: 'Partners see it no more. What arrives is still credited.',
  },
  restoreDepositMethod: {
    ...one,
    id: 'restoreDepositMethod',
    path: '/deposit-methods/{method_id}/restore',
    summary: 'Restore a method',
    description: 'Partners see it again.',
  },
} as const satisfies Record<string, WebAppOperation>;
