import { Type } from 'typebox';
import { Done, idParam } from '../kit/shapes.ts';
import {
  acting,
  bothWays,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { AuditList, AuditQuery, Email, EmailList, EmailQuery } from './schemas.ts';

const readers = ['admin', 'finance', 'support', 'read_only'] as const;
const emailId = idParam('email_id', 'Id of the e-mail.');

/** Audit and e-mail. */
export const consoleRecordOperations = {
  listAudit: {
    ...reading,
    tag: 'Records',
    roles: readers,
    id: 'listAudit',
    path: '/audit',
    summary: 'Read the audit log',
    description:
      'Newest first. With `Accept: text/csv` everything that the filters take, up to 50,000 entries.',
    query: AuditQuery,
    replies: {
      200: {
        description: 'A page of entries.',
        schema: bothWays(AuditList),
        mediaTypes: {
          'text/csv': {
            schema: Type.String({ description: 'RFC 4180, a header line first.' }),
          },
        },
      },
    },
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
