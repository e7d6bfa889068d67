import type { TicketStatus } from '@psnb2b/contract/states';

/** The texts of tickets. */
export const words = {
  title: 'Support',
  create: 'New ticket',
  topic: 'Topic',
  views: 'Views of the tickets',
  all: 'All',
  status: 'State',
  search: 'Subject, or id of a ticket',
  subject: 'Subject',
  updated: 'Last change',
  statuses: {
    open: 'With our staff',
    waiting: 'Needs your answer',
    closed: 'Closed',
  } satisfies Record<TicketStatus, string>,
  none: 'No tickets yet',
  noneHint: 'Request API access, a webhook, a new key — or anything else.',
  newLead: 'A person answers, typically within a day.',
  text: 'Message',
  attachments: 'Attach a file',
  send: 'Send',
  webhookUrl: 'Address of your endpoint',
  webhookUrlHint: 'https, port 443 or 8443.',
  webhookMode: 'Events of',
  keyToRotate: 'Key to rotate',
  orderId: 'Order',
  orderIdHint: 'Its id, which begins with ord_.',
  claimId: 'Claim',
  claimIdHint: 'Its id, which begins with clm_.',
  answer: 'Your answer',
  closed: 'This ticket is closed; reopen it to write.',
  close: 'Close the ticket',
  closeSays: 'It leaves the list of open tickets. Either side can reopen it.',
  reopen: 'Reopen',
  messages: 'Messages',
  facts: 'About',
  id: 'Ticket',
  created: 'Opened',
  due: 'Answer by',
  endpoint: 'Endpoint',
  registered: 'Registered as',
};

/** The texts about the signing secret of an endpoint. */
export const secretWords = {
  title: 'Signing secret',
  lead: 'Your endpoint is registered. You can reveal the secret that signs its deliveries once, until',
  reveal: 'Reveal the signing secret',
  revealSays:
    'We show the secret once, to you. Copy it into your secret store before you close the window. Deliveries are signed with it from now on.',
  shownTitle: 'Signing secret of your endpoint',
  shownLead:
    'We show it only this once. The whole text, whsec_ included, is the key of X-PSNB2B-Signature.',
  secret: 'the signing secret',
};
