import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { csvQuery, id, nullable, time } from '../kit/primitives.ts';
import { listOf, listQuery, oneOf } from '../kit/shapes.ts';

export const AuditEntry = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9]+$', description: 'Number of the entry.' }),
    object: Type.Literal('audit_entry'),
    at: time('When.'),
    actor: Type.String({ description: '`staff:usr_…`, `person:usr_…`, `key:key_…`, `system:…`.' }),
    actor_name: nullable(Type.String({ description: 'Name of the person, if it is one.' })),
    partner_id: nullable(Type.String({ description: 'Business that it concerns.' })),
    action: Type.String({ description: '`key.issued`, `partner.changed`, ….' }),
    subject: Type.String({ description: 'What it was done to.' }),
    address: personal('whereabouts', nullable(Type.String({ description: 'From where.' }))),
    request_id: nullable(Type.String({ description: 'In which request.' })),
    detail: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'What changed, before and after. Never a secret.',
    }),
    position: nullable(
      Type.Integer({ minimum: 1, description: 'Position in the chain; null for a few seconds.' }),
    ),
  },
  { title: 'AuditEntry', description: 'One act.' },
);
export type AuditEntry = Static<typeof AuditEntry>;
export const AuditList = listOf('AuditList', 'Acts, newest first.', AuditEntry);
export type AuditList = Static<typeof AuditList>;
const part = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }));
export const AuditQuery = listQuery({
  actor: part('Only of this actor.'),
  action: part('Only of this name, or of all that begin with it: `key.`.'),
  subject: part('Only done to this.'),
  partner_id: part('Only what concerns this business.'),
  created_from: Type.Optional(time('Only acts from this moment on.')),
  created_before: Type.Optional(time('Only acts before this moment.')),
  ...csvQuery,
});

export const auditCsvColumns = [
  'id',
  'at',
  'actor',
  'partner_id',
  'action',
  'subject',
  'address',
  'request_id',
  'position',
  'detail',
] as const;

export const emailStatuses = ['waiting', 'sent', 'kept', 'failed'] as const;
export type EmailStatus = (typeof emailStatuses)[number];

const emailMembers = {
  id: id('eml', 'Id of the e-mail.'),
  object: Type.Literal('email'),
  to: personal('contact', Type.String({ description: 'To whom.' })),
  subject: Type.String({ description: 'Subject.' }),
  template: Type.String({ description: 'What kind of e-mail it is.' }),
  status: oneOf(emailStatuses, '`kept`: no SMTP server is configured, so you read it here.'),
  attempts: Type.Integer({ minimum: 0, description: 'Number of attempts.' }),
  last_error: nullable(Type.String({ description: 'Last answer of the mail server.' })),
  created_at: time('When it was written.'),
  sent_at: nullable(time('When the mail server accepted it.')),
};
export const EmailSummary = Type.Object(emailMembers, {
  title: 'EmailSummary',
  description: 'A line of the outbox.',
});
export type EmailSummary = Static<typeof EmailSummary>;
export const EmailList = listOf('EmailList', 'E-mails, newest first.', EmailSummary);
export const EmailQuery = listQuery({
  status: Type.Optional(oneOf(emailStatuses, 'Only in this state.')),
  to: part('Part of the address.'),
  subject: part('Part of the subject, in any case.'),
});
export const Email = Type.Object(
  {
    ...emailMembers,
    text: Type.String({
      description:
        'Its text. The secret link is shown to admins only, while the e-mail is not sent.',
      'x-secret': true,
    }),
  },
  { title: 'Email', description: 'An e-mail as it was or would be sent.' },
);
export type Email = Static<typeof Email>;
