import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { invitableStaffRoles, partnerRoles, staffRoles } from '../kit/roles.ts';
import { emailInput, listOf, oneOf, PersonName, request } from '../kit/shapes.ts';

const PartnerRoleSchema = oneOf(partnerRoles, 'Role of the person.');
const StaffRoleSchema = oneOf(staffRoles, 'Role of the person.');

const personMembers = {
  id: id('usr', 'Id of the person.'),
  name: personal('contact', Type.String({ description: 'Name.' })),
  email: personal('contact', Type.String({ description: 'E-mail.' })),
  second_factor: Type.Boolean({ description: 'Whether a second factor is set up.' }),
  disabled_at: nullable(time('Since when the person cannot sign in.')),
  last_seen_at: nullable(time('When the person was last signed in, to the minute.')),
  created_at: time('When the account was made.'),
};

export const Colleague = Type.Object(
  { ...personMembers, object: Type.Literal('colleague'), role: PartnerRoleSchema },
  { title: 'Colleague', description: 'A person of the business.' },
);
export const ColleagueList = listOf('ColleagueList', 'People of the business.', Colleague);
export type Colleague = Static<typeof Colleague>;

export const StaffMember = Type.Object(
  { ...personMembers, object: Type.Literal('staff_member'), role: StaffRoleSchema },
  { title: 'StaffMember', description: 'A person of the staff.' },
);
export const StaffList = listOf('StaffList', 'The staff.', StaffMember);
export type StaffMember = Static<typeof StaffMember>;

const disabled = Type.Optional(
  Type.Boolean({ description: 'A disabled person is signed out everywhere and cannot sign in.' }),
);
export const ColleagueChange = request('ColleagueChange', 'What to change.', {
  role: Type.Optional(PartnerRoleSchema),
  disabled,
});
export const StaffChange = request('StaffChange', 'What to change.', {
  role: Type.Optional(StaffRoleSchema),
  disabled,
});

const invitationMembers = {
  id: id('inv', 'Id of the invitation.'),
  object: Type.Literal('invitation'),
  email: personal('contact', Type.String({ description: 'Whom it was sent to.' })),
  invited_by: Type.String({ description: 'Who invited.' }),
  created_at: time('When it was sent.'),
  expires_at: time('When its link stops working.'),
};
export const Invitation = Type.Object(
  { ...invitationMembers, role: PartnerRoleSchema },
  { title: 'Invitation', description: 'An invitation that nobody has accepted yet.' },
);
export type Invitation = Static<typeof Invitation>;
export const InvitationList = listOf('InvitationList', 'Open invitations.', Invitation);
export const StaffInvitation = Type.Object(
  { ...invitationMembers, role: StaffRoleSchema },
  { title: 'Invitation', description: 'An invitation that nobody has accepted yet.' },
);
export type StaffInvitation = Static<typeof StaffInvitation>;
export const StaffInvitationList = listOf('InvitationList', 'Open invitations.', StaffInvitation);

export const InvitationCreate = request('InvitationCreate', 'Whom to invite, and the role.', {
  email: emailInput('Where the link is sent.'),
  role: PartnerRoleSchema,
});
export const StaffInvitationCreate = request('InvitationCreate', 'Whom to invite, and the role.', {
  email: emailInput('Where the link is sent.'),
  role: oneOf(
    invitableStaffRoles,
    'Role of the person; only a member of staff can become an admin.',
  ),
});

export const NameChange = request('NameChange', 'The new name.', { name: PersonName });

export const Notification = Type.Object(
  {
    id: id('ntf', 'Id of the notification.'),
    object: Type.Literal('notification'),
    kind: Type.String({ description: 'What happened: `ticket.answered`, `kyc.approved`, ….' }),
    text: Type.String({ description: 'The news in one sentence.' }),
    path: nullable(
      Type.String({ description: 'Page of the app that it links to: `/support/tkt_…`.' }),
    ),
    created_at: time('When it happened.'),
    read_at: nullable(time('When it was read.')),
  },
  { title: 'Notification', description: 'A notification of this person.' },
);
export type Notification = Static<typeof Notification>;
export const NotificationList = listOf(
  'NotificationList',
  'Notifications, newest first.',
  Notification,
);
export const NotificationsRead = request('NotificationsRead', 'What was read.', {
  until: id('ntf', 'Everything up to this one is marked as read.'),
});
