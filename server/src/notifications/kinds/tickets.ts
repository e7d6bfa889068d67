import { consolePages, portalPages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import type { Kind } from '../kind.ts';

interface Ticket {
  readonly ticketId: string;
}

interface FromPartner {
  readonly business: string;
  readonly subject: string;
}

const toSupport = {
  to: { staff: ['admin', 'support'] },
  email: false,
  page: ({ ticketId }: Ticket) => consolePages.ticket(formatId('tkt', ticketId)),
} as const;

const inPortal = ({ ticketId }: Ticket) => portalPages.ticket(formatId('tkt', ticketId));

/** Notifications of both sides about a ticket. */
export const ticketKinds = {
  'ticket.opened': {
    ...toSupport,
    sentence: ({ business, subject }: FromPartner) => `${business} opened the ticket “${subject}”.`,
  },
  'ticket.written': {
    ...toSupport,
    sentence: ({ business, subject }: FromPartner) =>
      `${business} replied in the ticket “${subject}”.`,
  },
  'ticket.reopened': {
    ...toSupport,
    sentence: ({ business, subject }: FromPartner) =>
      `${business} reopened the ticket “${subject}”.`,
  },
  'ticket.answered': {
    to: { partner: ['owner'] },
    email: true,
    page: inPortal,
    sentence: ({ subject }: { readonly subject: string }) =>
      `Support replied in your ticket “${subject}”.`,
    more: ({ message }: { readonly message: string }) => message,
  },
  'ticket.received': {
    to: { partner: ['owner'] },
    email: true,
    page: inPortal,
    sentence: ({ subject }: { readonly subject: string }) =>
      `Support wrote to you: “${subject}”. You can answer in the portal.`,
    more: ({ message }: { readonly message: string }) => message,
  },
  'webhook.registered': {
    to: { partner: ['owner', 'developer'] },
    email: true,
    page: inPortal,
    sentence: () => 'Your webhook endpoint was registered.',
  },
} as const satisfies Record<string, Kind>;
