import { type Static, Type } from 'typebox';
import { UploadedFile } from '../files/schemas.ts';
import { attachmentsMax, messageLengthMax } from '../kit/limits.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  line,
  listOf,
  listQuery,
  oneOf,
  oneOfOrNull,
  request,
  searchQuery,
  secret,
  text,
} from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { ticketStatuses, ticketTopicNames, writtenTopics } from './states.ts';

const attachments = Type.Optional(
  Type.Array(id('fil', 'A file, uploaded before.'), { maxItems: attachmentsMax }),
);
const Webhook = Type.Object(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 2048,
      description: 'https address that receives events.',
    }),
    events: Type.Optional(
      Type.Array(Type.String({ maxLength: 60, description: 'An event type.' }), {
        maxItems: 20,
        description: 'Only these; by default all except `inventory.changed`.',
      }),
    ),
    mode: oneOf(['live', 'test'], 'Live or test events.'),
  },
  { additionalProperties: false, title: 'WebhookRequest', description: 'An endpoint to register.' },
);

export const TicketCreate = request('TicketCreate', 'A request to support.', {
  topic: oneOf(ticketTopicNames, 'What it is about.'),
  subject: line(200, 'In a few words.'),
  text: text(messageLengthMax, 'The first message.'),
  attachments,
  webhook: Type.Optional(Webhook),
  key_id: Type.Optional(Type.String({ maxLength: 60, description: 'Key to rotate.' })),
  order_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'The order that it is about.' }),
  ),
  claim_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'The claim that it is about.' }),
  ),
});
export type TicketCreate = Static<typeof TicketCreate>;

const Author = Type.Object(
  {
    side: oneOf(['partner', 'staff', 'system'], 'Which side wrote it.'),
    name: Type.String({ description: 'Name of the person.' }),
  },
  { title: 'Author', description: 'Who wrote.' },
);
const messageMembers = {
  id: id('msg', 'Id of the message.'),
  author: Author,
  text: Type.String({ description: 'Plain text.' }),
  attachments: Type.Array(UploadedFile),
  created_at: time('When it was written.'),
};
export const TicketMessage = Type.Object(messageMembers, {
  title: 'TicketMessage',
  description: 'A message.',
});
export const StaffTicketMessage = Type.Object(
  { ...messageMembers, internal: Type.Boolean({ description: 'Only staff read it.' }) },
  { title: 'TicketMessage', description: 'A message or an internal note.' },
);

const summaryMembers = {
  id: id('tkt', 'Id of the ticket.'),
  object: Type.Literal('ticket'),
  topic: oneOf(ticketTopicNames, 'What it is about.'),
  subject: Type.String({ description: 'In a few words.' }),
  status: oneOf(ticketStatuses, '`open` waits for staff, `waiting` for the partner.'),
  due_at: nullable(time('When staff must answer; null if it does not wait for staff.')),
  created_at: time('When it was opened.'),
  updated_at: time('Last change.'),
  closed_at: nullable(time('When it was closed.')),
};
const aboutMembers = {
  webhook: Type.Union([Webhook, Type.Null()], { description: 'The endpoint to register.' }),
  webhook_endpoint_id: nullable(Type.String({ description: 'The endpoint, once registered.' })),
  key_id: nullable(id('key', 'The key that it is about.')),
  order_id: nullable(Type.String({ description: 'The order that it is about.' })),
  claim_id: nullable(Type.String({ description: 'The claim that it is about.' })),
};

export const TicketSummary = Type.Object(summaryMembers, {
  title: 'TicketSummary',
  description: 'A line of the list.',
});
export type TicketSummary = Static<typeof TicketSummary>;
export const TicketList = countedListOf(
  'TicketList',
  'Tickets, last changed first.',
  TicketSummary,
);
const ticketFilters = {
  ...searchQuery('Part of a subject, or the id of a ticket.'),
  status: Type.Optional(oneOf(ticketStatuses, 'Only tickets in this state.')),
  topic: Type.Optional(oneOf(ticketTopicNames, 'Only tickets of this topic.')),
};
export const TicketQuery = listQuery(ticketFilters);
export const TicketFilters = exportQuery(ticketFilters);
/** The columns of the CSV of tickets, in this order. */
export const ticketCsvColumns = [
  'id',
  'created_at',
  'updated_at',
  'closed_at',
  'topic',
  'status',
  'subject',
] as const satisfies readonly (keyof TicketSummary)[];
export const Ticket = Type.Object(
  {
    ...summaryMembers,
    ...aboutMembers,
    webhook_secret_until: nullable(
      time('Until when the secret of its endpoint can be revealed; null: there is none to reveal.'),
    ),
    messages: Type.Array(TicketMessage),
  },
  { title: 'Ticket', description: 'A request to support and its answers.' },
);
export type Ticket = Static<typeof Ticket>;

export const DrawnWebhookSecret = Type.Object(
  {
    object: Type.Literal('drawn_webhook_secret'),
    webhook_endpoint_id: Type.String({ description: 'The endpoint.' }),
    secret: secret('The whole `whsec_…` text. Shown once.'),
  },
  {
    title: 'DrawnWebhookSecret',
    description: 'The signing secret of an endpoint.',
  },
);
export type DrawnWebhookSecret = Static<typeof DrawnWebhookSecret>;

export const MessageCreate = request('MessageCreate', 'A message.', {
  text: text(messageLengthMax, 'Plain text.'),
  attachments,
});

const assignee = nullable(Type.String({ description: 'Name of the person it is assigned to.' }));
export const StaffTicketSummary = Type.Object(
  {
    ...summaryMembers,
    partner: PartnerRef,
    assignee,
    overdue: Type.Boolean({ description: 'Whether its deadline has passed.' }),
  },
  { title: 'TicketSummary', description: 'A line of the queue.' },
);
export type StaffTicketSummary = Static<typeof StaffTicketSummary>;
export const StaffTicketList = countedListOf(
  'TicketList',
  'Tickets, the soonest due first.',
  StaffTicketSummary,
);
export const StaffTicketQuery = listQuery({
  ...searchQuery('Part of a subject, or the id of a ticket.'),
  status: Type.Optional(oneOf(ticketStatuses, 'Only tickets in this state.')),
  topic: Type.Optional(oneOf(ticketTopicNames, 'Only tickets of this topic.')),
  assigned: Type.Optional(oneOf(['me', 'nobody'], 'Only mine, or only unassigned ones.')),
  overdue: Type.Optional(Type.Boolean({ description: 'Only those whose deadline has passed.' })),
  partner_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this business.' })),
});
export const StaffTicket = Type.Object(
  {
    ...summaryMembers,
    ...aboutMembers,
    partner: PartnerRef,
    assignee,
    assignee_id: nullable(id('usr', 'Id of the person it is assigned to.')),
    overdue: Type.Boolean({ description: 'Whether its deadline has passed.' }),
    kyc_case_id: nullable(id('kyc', 'The review of the business.')),
    messages: Type.Array(StaffTicketMessage),
  },
  { title: 'Ticket', description: 'A request to support, as staff see it.' },
);
export type StaffTicket = Static<typeof StaffTicket>;

export const StaffMessageCreate = request('MessageCreate', 'An answer, or a note for staff.', {
  text: text(messageLengthMax, 'Plain text.'),
  internal: Type.Optional(
    Type.Boolean({ default: false, description: 'A note that only staff read.' }),
  ),
  attachments,
});
export const TicketAssign = request('TicketAssign', 'The assignment.', {
  assignee_id: nullable(id('usr', 'A member of staff; null: nobody.')),
});

export const StaffTicketCreate = request('TicketCreate', 'A message that opens a ticket.', {
  partner_id: id('prt', 'The business that it is for.'),
  topic: oneOf(writtenTopics, 'What it is about.'),
  subject: line(200, 'In a few words.'),
  text: text(messageLengthMax, 'The first message, which the partner reads.'),
  attachments,
  order_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'The order of the business that it is about.' }),
  ),
  claim_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'The claim of the business that it is about.' }),
  ),
});
export type StaffTicketCreate = Static<typeof StaffTicketCreate>;

const answerMembers = {
  title: line(100, 'A name to find it by.'),
  topic: oneOfOrNull(ticketTopicNames, 'Topic it is for; null: any.'),
  text: text(messageLengthMax, 'What it says.'),
};
export const CannedAnswer = Type.Object(
  { id: id('ans', 'Id of the answer.'), object: Type.Literal('canned_answer'), ...answerMembers },
  { title: 'CannedAnswer', description: 'An answer to start from.' },
);
export type CannedAnswer = Static<typeof CannedAnswer>;
export const CannedAnswerList = listOf('CannedAnswerList', 'All of them.', CannedAnswer);
export const CannedAnswerInput = request('CannedAnswerInput', 'A canned answer.', answerMembers);
