import { Type } from 'typebox';
import {
  acting,
  created,
  type DoorOperation,
  moving,
  ok,
  okOrProposed,
  reading,
} from '../door-operation.ts';
import {
  StaffChange,
  StaffInvitation,
  StaffInvitationCreate,
  StaffInvitationList,
  StaffList,
  StaffMember,
} from '../schemas/people.ts';
import { Proposal } from '../schemas/proposals.ts';
import { AuditList, AuditQuery, Email, EmailList, EmailQuery } from '../schemas/records.ts';
import { Done, idParam } from '../schemas/shapes.ts';

const admin = ['admin'] as const;
const readers = ['admin', 'finance', 'support', 'read_only'] as const;
const emailId = idParam('email_id', 'Id of the e-mail.');
const userId = idParam('user_id', 'Id of the person.');

/** Staff, and the records of what was done and sent. */
export const consoleStaffOperations = {
  listStaff: {
    ...reading,
    tag: 'People',
    id: 'listStaff',
    path: '/staff',
    summary: 'List the staff',
    description: 'All of them, newest first.',
    replies: ok(StaffList, 'The staff.'),
  },
  changeStaff: {
    ...acting,
    method: 'PATCH',
    tag: 'People',
    roles: admin,
    ...moving('rights'),
    id: 'changeStaff',
    path: '/staff/{user_id}',
    summary: 'Change a role, or disable a person',
    description:
      'Takes effect with their next request; one more admin waits for a second admin (202). There is always an admin.',
    params: userId,
    body: StaffChange,
    replies: okOrProposed(StaffMember, Proposal, 'The person.'),
    refusals: ['invalid_state'],
  },
  resetStaffFactors: {
    ...acting,
    tag: 'People',
    roles: admin,
    ...moving('secrets'),
    id: 'resetStaffFactors',
    path: '/staff/{user_id}/reset-second-factor',
    summary: 'Reset a second factor',
    description:
      'For somebody who lost theirs. It waits for a second admin; then they are signed out everywhere, and set one up ' +
      'anew at their next sign-in.',
    params: userId,
    replies: { 202: { description: 'It waits for a second person.', schema: Proposal } },
    refusals: ['invalid_state'],
  },
  listInvitations: {
    ...reading,
    tag: 'People',
    roles: admin,
    id: 'listInvitations',
    path: '/invitations',
    summary: 'List open invitations',
    description: 'Those that nobody has accepted, newest first.',
    replies: ok(StaffInvitationList, 'The invitations.'),
  },
  invite: {
    ...acting,
    tag: 'People',
    roles: admin,
    ...moving('rights'),
    idempotent: true,
    id: 'invite',
    path: '/invitations',
    summary: 'Invite somebody to the staff',
    description:
      'Sends a link that works once, for seven days. Nobody is invited as an admin: that takes two people, once they are here.',
    body: StaffInvitationCreate,
    replies: created(StaffInvitation, 'The invitation.'),
    refusals: ['limit_reached'],
  },
  revokeInvitation: {
    ...acting,
    tag: 'People',
    roles: admin,
    id: 'revokeInvitation',
    path: '/invitations/{invitation_id}/revoke',
    summary: 'Take an invitation back',
    description: 'Its link stops working.',
    params: idParam('invitation_id', 'Id of the invitation.'),
    replies: ok(Done, 'Taken back.'),
  },
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
        schema: AuditList,
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
    replies: ok(EmailList, 'A page of e-mails.'),
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
      'With its text. Secret links are shown to admins only, only while no mail server has taken it, and audited; never to ' +
      'who asked for one, and those that open an account of the staff to nobody.',
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
    description: 'One that was given up.',
    params: emailId,
    replies: ok(Done, 'It will be tried again.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, DoorOperation>;
