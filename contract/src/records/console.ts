import { Done, idParam } from '../kit/shapes.ts';
import {
  acting,
  bothWays,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  AuditChain,
  AuditFilters,
  AuditList,
  AuditQuery,
  Email,
  EmailList,
  EmailQuery,
} from './schemas.ts';

const readers = ['admin', 'finance', 'support', 'read_only'] as const;
const emailId = idParam('email_id', 'Id of the e-mail.');

/** Audit and e-mail. */
export const consoleRecordOperations = {
  listAudit: {
    ...reading,
    tag: 'Records',
    roles: readers,
    id: 'listAudit',
    onStandby: true,
    path: '/audit',
    summary: 'Read the audit log',
    description: 'Newest first.',
    query: AuditQuery,
    replies: ok(bothWays(AuditList), 'A page of entries.'),
  },
  exportAudit: {
    ...reading,
    tag: 'Records',
    roles: readers,
    id: 'exportAudit',
    onStandby: true,
    path: '/audit/export',
    summary: 'Download the audit log as CSV',
    description: 'Every entry that matches the filters, newest first.',
    query: AuditFilters,
    replies: fileReply('text/csv', 'One line per entry.'),
  },
  getAuditChain: {
    ...reading,
    tag: 'Records',
    roles: readers,
    id: 'getAuditChain',
    path: '/audit/chain',
    summary: 'Read how far the audit log is verified',
    description:
      'Each entry holds the hash of the one before it; the server computes all of them again.',
    replies: ok(AuditChain, 'How far.'),
  },
  listEmails: {
    ...reading,
    tag: 'Records',
    roles: readers,
    id: 'listEmails',
    path: '/emails',
    summary: 'Read the outbox',
    description: 'E-mails, newest first.',
    query: EmailQuery,
    replies: okPage(EmailList, 'A page of e-mails.'),
  },
  getEmail: {
    ...reading,
    tag: 'Records',
    roles: readers,
    ...moving('secrets'),
    id: 'getEmail',
    path: '/emails/{email_id}',
    summary: 'Read an e-mail',
    description:
      'With its text. Only admins see secret links, only until a mail server has accepted the e-mail, and audited; ' +
      'never the person who requested one. Nobody sees links that open a staff account.',
    params: emailId,
    replies: ok(Email, 'The e-mail.'),
  },
  retryEmail: {
    ...acting,
    tag: 'Records',
    roles: ['admin', 'support'],
    id: 'retryEmail',
    path: '/emails/{email_id}/retry',
    summary: 'Send an e-mail again',
    description: 'One that could not be delivered.',
    params: emailId,
    replies: ok(Done, 'It will be tried again.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
