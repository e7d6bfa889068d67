import type { Can } from '../kit/can.ts';

/** The topics of tickets, in the words that both apps show. */
export const ticketTopics = {
  api_access: 'API Access Request',
  webhook_registration: 'Webhook Registration',
  key_rotation: 'Key Rotation',
  order: 'Order',
  claim: 'Claim',
  billing: 'Billing',
  other: 'Other',
} as const;
export type TicketTopic = keyof typeof ticketTopics;
export const ticketTopicNames: readonly TicketTopic[] = Object.keys(ticketTopics) as TicketTopic[];

/** Topics of tickets that staff open: the others ask staff for something. */
export const writtenTopics = ['order', 'claim', 'billing', 'other'] as const;

/** `open` waits for staff, `waiting` for the partner. */
export const ticketStatuses = ['open', 'waiting', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const ticketTransitions = {
  open: ['waiting', 'closed'],
  waiting: ['open', 'closed'],
  closed: ['open'],
} as const satisfies Record<TicketStatus, readonly TicketStatus[]>;

type Ticket = { status: TicketStatus };
const yes: Can = { can: true };
const no: Can = { can: false, reason: 'invalid_state' };

export const ticketCan = {
  answer: ({ status }: Ticket): Can => (status === 'closed' ? no : yes),
  close: ({ status }: Ticket): Can => (status === 'closed' ? no : yes),
  reopen: ({ status }: Ticket): Can => (status === 'closed' ? yes : no),
  assign: ({ status }: Ticket): Can => (status === 'closed' ? no : yes),
  registerWebhook: ({ status, topic }: Ticket & { topic: TicketTopic }): Can =>
    status !== 'closed' && topic === 'webhook_registration' ? yes : no,
};
