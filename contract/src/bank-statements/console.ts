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
  BankLine,
  BankLineFigures,
  BankLineFilters,
  BankLineList,
  BankLineMatch,
  BankLineNotReturned,
  BankLineQuery,
  BankLineReason,
  BankLinesAccept,
  BankLinesAccepted,
  BankLineVersioned,
} from './lines.ts';
import {
  BankAccount,
  BankAccountCreate,
  BankAccountList,
  BankAccountSet,
  BankStatementList,
  BankStatementQuery,
  StatementImport,
  StatementImportQuery,
} from './schemas.ts';

const read = { ...reading, tag: 'Deposits', roles: ['admin', 'finance', 'read_only'] } as const;
const act = {
  ...acting,
  ...moving('money'),
  tag: 'Deposits',
  roles: ['admin', 'finance'],
} as const;
const ofLine = {
  ...act,
  params: idParam('line_id', 'Id of the line.'),
  replies: ok(BankLine, 'The line.'),
  refusals: ['invalid_state', 'not_found'],
} as const;

/** Statements of the operator's bank accounts, and whose payments their lines are. */
export const consoleBankStatementOperations = {
  listBankAccounts: {
    ...read,
    id: 'listBankAccounts',
    path: '/bank-accounts',
    summary: 'List bank accounts',
    description: 'Accounts whose statements are imported, by name.',
    replies: ok(BankAccountList, 'The accounts.'),
  },
  addBankAccount: {
    ...act,
    id: 'addBankAccount',
    path: '/bank-accounts',
    summary: 'Add a bank account',
    description:
      'Its number and its currency never change. Deposits from its lines belong to the deposit method with its IBAN.',
    body: BankAccountCreate,
    replies: created(BankAccount, 'The account.'),
  },
  setBankAccount: {
    ...act,
    method: 'PATCH',
    id: 'setBankAccount',
    path: '/bank-accounts/{account_id}',
    summary: 'Change the name of a bank account, or the columns of its CSV files',
    description: 'What was imported stays what it is.',
    params: idParam('account_id', 'Id of the bank account.'),
    body: BankAccountSet,
    replies: ok(BankAccount, 'The account.'),
  },
  listBankStatements: {
    ...read,
    id: 'listBankStatements',
    path: '/bank-statements',
    summary: 'List bank statements',
    description:
      'The latest days first, each with whether it begins with the balance of the one before.',
    query: BankStatementQuery,
    replies: okPage(BankStatementList, 'A page of statements.'),
  },
  importBankStatement: {
    ...act,
    upload: true,
    id: 'importBankStatement',
    path: '/bank-statements',
    summary: 'Import a bank statement',
    description:
      'A camt.053 file, version 02 or later, or a CSV file of an account whose columns are known. All statements of the file are imported, or none. ' +
      'Only lines that are not here yet are added; equal lines are distinguished by how many there are.',
    query: StatementImportQuery,
    replies: created(StatementImport, 'What was imported.'),
    refusals: ['malformed_upload', 'not_found'],
  },
  listBankLines: {
    ...read,
    id: 'listBankLines',
    path: '/bank-lines',
    summary: 'List bank lines',
    description: 'The latest day first; an open line with whose payment it may be.',
    query: BankLineQuery,
    replies: okPage(BankLineList, 'A page of lines.'),
  },
  exportBankLines: {
    ...read,
    id: 'exportBankLines',
    onStandby: true,
    path: '/bank-lines/export',
    summary: 'Download the list of bank lines as CSV',
    description: 'Every line that matches the filters, the latest day first.',
    query: BankLineFilters,
    replies: fileReply('text/csv', 'One line per bank line.'),
  },
  getBankLineFigures: {
    ...read,
    id: 'getBankLineFigures',
    path: '/bank-lines/figures',
    summary: 'Count bank lines',
    description: 'How many lines each list has, and the lines that are ready.',
    replies: ok(BankLineFigures, 'The figures.'),
  },
  acceptBankLines: {
    ...act,
    id: 'acceptBankLines',
    path: '/bank-lines/accept',
    summary: 'Credit lines that are ready',
    description:
      'Each in a commit of its own, with a result for each. A line that is no longer ready, or that changed meanwhile, is refused; the others are credited.',
    body: BankLinesAccept,
    replies: ok(BankLinesAccepted, 'A result for each line.'),
  },
  matchBankLine: {
    ...ofLine,
    id: 'matchBankLine',
    path: '/bank-lines/{line_id}/match',
    summary: 'Match a line to partners, or to a deposit',
    description:
      'Records and credits a deposit for each part, under the name of the line, in one commit. More than one person may both state and credit stays ' +
      'recorded, for a colleague to credit.',
    body: BankLineMatch,
  },
  unmatchBankLine: {
    ...ofLine,
    id: 'unmatchBankLine',
    path: '/bank-lines/{line_id}/unmatch',
    summary: 'Take a match back',
    description:
      'Deposits that were recorded from the line are reversed, or rejected if they are not credited yet; partners are notified of the reason. The line is open again. ' +
      'Deposits that together are more than one person may take back wait for a second admin, and the line with them; the reply is the first proposal.',
    body: BankLineReason,
    replies: okOrProposed(BankLine, Proposal, 'The line.'),
  },
  dismissBankLine: {
    ...ofLine,
    id: 'dismissBankLine',
    path: '/bank-lines/{line_id}/dismiss',
    summary: 'Mark a line as not ours',
    description: 'It is no payment of a partner. It can be restored.',
    body: BankLineReason,
  },
  denyBankLineReturn: {
    ...ofLine,
    id: 'denyBankLineReturn',
    path: '/bank-lines/{line_id}/not-returned',
    summary: 'Say that the bank did not return a line',
    description:
      'The outgoing line that looks like its return is something else. The two are never taken for one another again; the line does not change.',
    body: BankLineNotReturned,
  },
  restoreBankLine: {
    ...ofLine,
    id: 'restoreBankLine',
    path: '/bank-lines/{line_id}/restore',
    summary: 'Restore a line that was marked as not ours',
    description: 'It is open again.',
    body: BankLineVersioned,
  },
} as const satisfies Record<string, WebAppOperation>;
