import type { TicketStatus } from '@psnb2b/contract/states';
import { some } from '../../some.ts';

/** The texts of tickets. */
export const words = {
  title: 'Tickets',
  changed: 'The ticket changed meanwhile',
  overtaken: 'Somebody else closed this ticket',
  lead: 'The soonest due first.',
  search: 'Subject, or id of a ticket',
  subject: 'Subject',
  topic: 'Topic',
  business: 'Business',
  status: 'State',
  statuses: {
    open: 'To answer',
    waiting: 'Waiting for the partner',
    closed: 'Closed',
  } satisfies Record<TicketStatus, string>,
  overdue: 'Overdue',
  due: 'Due',
  assignee: 'Assigned to',
  nobody: 'Nobody',
  assigned: 'Assignment',
  assignments: { me: 'Assigned to me', nobody: 'Not assigned' },
  views: 'Views of the tickets',
  all: 'All',
  none: 'No tickets yet',
  noneHint: 'Requests that partners write in their portal appear here.',
  answers: 'Canned answers',

  messages: 'Messages',
  note: 'Internal note',
  internal: 'Internal note: only staff can read it',
  text: 'Text',
  canned: 'Start from a canned answer',
  attach: 'Attach a file',
  send: 'Send the answer',
  saveNote: 'Save the note',
  close: 'Close',
  closeSays: 'We notify the partner. Either side can reopen the ticket.',
  closedNow: 'Closed. The partner was notified.',
  answered: 'Answered. The partner was notified.',
  answer: 'Answer',
  takeNote: 'Note for staff',
  reopen: 'Reopen',
  assignToMe: 'Assign to me',
  assignTo: 'Assign to',
  facts: 'About',
  id: 'Ticket',
  created: 'Opened',
  key: 'Key',
  order: 'Order',
  claim: 'Claim',
  review: 'Review',
  openReview: 'Open the review',
  endpoint: 'Endpoint to register',
  mode: 'Mode',
  events: 'Events',
  eventsDefault: 'all except inventory.changed',
  register: 'Register the endpoint',
  registerSays: (url: string) =>
    `We check and register ${url}, notify the partner, and close the ticket. Only the partner can reveal the signing secret.`,
  registered: 'Registered as',
};

/** The texts of acts on several tickets. */
export const manyWords = {
  answer: words.answer,
  answerSays: (tickets: number) =>
    `${some(tickets, 'ticket gets', 'tickets get')} the same answer. Each business is notified.`,
  answerCount: (tickets: number) => `Answer ${some(tickets, 'ticket')}`,
  answered: 'Answered.',
  text: words.text,
  assign: 'Assign',
  assignSays: (tickets: number) =>
    `${some(tickets, 'ticket gets', 'tickets get')} this person, or nobody.`,
  assignCount: (tickets: number) => `Assign ${some(tickets, 'ticket')}`,
  assigned: (name: string | null) =>
    name === null ? 'Assigned to nobody.' : `Assigned to ${name}.`,
  person: 'Assign to',
  nobody: 'Nobody',
  close: 'Close',
  closeSays: (tickets: number) =>
    `${some(tickets, 'ticket is', 'tickets are')} closed. Either side can reopen a closed ticket.`,
  closeCount: (tickets: number) => `Close ${some(tickets, 'ticket')}`,
  closed: 'Closed.',
  closedBefore: 'It is closed already.',
};

/** The texts of a message that staff begin. */
export const newWords = {
  open: 'Write to a partner',
  lead: 'It opens a ticket that waits for the partner. The owners get an e-mail; everybody of the business can answer in the portal.',
  send: 'Send',
  cancel: 'Cancel',
  orderHint: 'Its id, which begins with ord_. Leave it empty if it is about several.',
  claimHint: 'Its id, which begins with clm_. Leave it empty if it is about several.',
};

/** The texts of the page of canned answers. */
export const answerWords = {
  title: 'Canned answers',
  lead: 'Texts to start an answer from, shared by all staff.',
  name: 'Title',
  topic: 'Topic',
  any: 'Any topic',
  text: 'Text',
  create: 'Save the answer',
  new: 'New answer',
  none: 'No canned answers yet',
  noneHint: 'Save the answers that you write again and again.',
  remove: 'Remove',
  removeSays: 'Tickets that used it keep their text.',
  saved: 'The answer was saved.',
};
