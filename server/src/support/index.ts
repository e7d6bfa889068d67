export { assignTicket } from './assign-ticket.ts';
export {
  addCannedAnswer,
  type CannedAnswer,
  listCannedAnswers,
  removeCannedAnswer,
} from './canned-answers.ts';
export { closeTicket, reopenTicket, settleRegistration, settleTicket } from './close-ticket.ts';
export { followCase } from './follow-case.ts';
export { supportInvariants } from './invariants.ts';
export { type NewTicket, openTicket, openTicketFor } from './open-ticket.ts';
export {
  countQueued,
  countTickets,
  countTicketsOf,
  countUnclosed,
  findAccessRequest,
  findTicket,
  listMessages,
  listQueue,
  listTickets,
  lockTicket,
  mayReadMessage,
  oldestTicket,
  type QueuedTicket,
  queuePages,
  ticketPages,
} from './store.ts';
export type { About, Message, Ticket, WebhookRequest } from './ticket.ts';
export { isOverdue } from './ticket-clock.ts';
export { ticketSubjects } from './ticket-subjects.ts';
export { answerTicket, type NewMessage, writeMessage } from './write-message.ts';
