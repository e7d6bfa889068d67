import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { exportQuery, listOf, listQuery, oneOf, searchQuery } from '../kit/shapes.ts';
import { auditKindNames } from './audit-acts.ts';

const AuditChange = Type.Object(
  {
    member: Type.String({ description: 'What changed.' }),
    before: nullable(Type.String({ description: 'The value before, with its unit.' })),
    after: nullable(Type.String({ description: 'The value after, with its unit.' })),
  },
  { title: 'AuditChange', description: 'A value that changed.' },
);
const AuditFact = Type.Object(
  {
    member: Type.String({ description: 'What.' }),
    value: Type.String({ description: 'The value, with its unit.' }),
  },
  { title: 'AuditFact', description: 'What else was recorded.' },
);

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
    subject_name: nullable(
      Type.String({ description: 'Its name, if you may list such things and it has one.' }),
    ),
    address: personal('whereabouts', nullable(Type.String({ description: 'From where.' }))),
    request_id: nullable(Type.String({ description: 'In which request.' })),
    reason: nullable(Type.String({ description: 'Why, in the words of who did it.' })),
    changes: Type.Array(AuditChange, { description: 'What changed. Never a secret.' }),
    facts: Type.Array(AuditFact, { description: 'What else was recorded.' }),
    names: Type.Record(Type.String(), Type.String(), {
      description: 'Names of the things whose ids are in what changed and what else was recorded.',
    }),
    detail: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'The same as it was recorded, for programs: money may be in minor units.',
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
const auditFilters = {
  ...searchQuery('Part of an entry: of a name, an id, an address or a value, in any case.'),
  actor: part('Only of this actor.'),
  action: part('Only of this name, or of all that begin with it: `key.`.'),
  kind: Type.Optional(oneOf(auditKindNames, 'Only about this kind of thing.')),
  subject: part('Only done to this.'),
  about: part(
    'Only about this thing: done to it, or naming it. A business has what its people did.',
  ),
  partner_id: part('Only what concerns this business.'),
  created_from: Type.Optional(time('Only acts from this moment on.')),
  created_before: Type.Optional(time('Only acts before this moment.')),
};
export const AuditQuery = listQuery(auditFilters);
export const AuditFilters = exportQuery(auditFilters);

export const AuditChain = Type.Object(
  {
    object: Type.Literal('audit_chain'),
    head: Type.Integer({ minimum: 0, description: 'Number of chained entries.' }),
    verified_to: Type.Integer({
      minimum: 0,
      description:
        'The last entry that was computed again, in an unbroken chain from the first one.',
    }),
    verified_at: nullable(time('When it was last computed.')),
    whole_verified_at: nullable(
      time('When every entry had last been computed again; null before the first time.'),
    ),
    broken_at_entry: nullable(
      Type.Integer({
        minimum: 1,
        description: 'The first entry that does not fit; null if all do.',
      }),
    ),
    broken_found_at: nullable(time('When that was found.')),
  },
  { title: 'AuditChain', description: 'How far the chain of the audit log is known to be whole.' },
);
export type AuditChain = Static<typeof AuditChain>;

export const auditCsvColumns = [
  'id',
  'at',
  'actor',
  'actor_name',
  'sentence',
  'partner_id',
  'action',
  'subject',
  'subject_name',
  'reason',
  'address',
  'request_id',
  'position',
  'detail',
] as const;
export type AuditCsvLine = Record<(typeof auditCsvColumns)[number], unknown>;

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
