import { answerAsSupport, filesOf, registerTicketWebhook } from '../../acts/index.ts';
import { findUser } from '../../identity/index.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { Pages, timedPlace, wholeReply } from '../../kit/pages.ts';
import { notFoundAt, pointTo } from '../../kit/refusal.ts';
import { findCaseOf, findPartner } from '../../partners/index.ts';
import {
  addCannedAnswer,
  assignTicket,
  type CannedAnswer,
  closeTicket,
  findTicket,
  listCannedAnswers,
  listMessages,
  listQueue,
  type QueuedTicket,
  removeCannedAnswer,
  reopenTicket,
  type Ticket,
} from '../../support/index.ts';
import { madeOnce } from '../both/made-once.ts';
import { DONE } from '../both/web-app-reply.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRef, partnerRefs } from '../present/partner-refs.ts';
import { presentQueued, presentStaffTicket } from '../present/ticket.ts';

const pages = new Pages('desk', timedPlace, ({ rank, ticketId }: QueuedTicket) => ({
  time: rank,
  id: ticketId,
}));

type TicketCall = Pick<ConsoleCall<'getTicket'>, 'params' | 'at'>;

/** Tickets as staff answer them, and canned answers. */
export function ticketRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const show = async (ticket: Ticket, at: Date) => {
    const partner = await findPartner(reads, ticket.partnerId);
    const messages = await listMessages(reads, ticket.ticketId, 'staff');
    const { caseId } = await findCaseOf(reads, ticket.partnerId);
    return presentStaffTicket(ticket, partnerRef(partner), messages, caseId, at);
  };
  const act = async (
    { params, at }: TicketCall,
    step: (tx: Tx, ticketId: string) => Promise<Ticket>,
  ) => json(200, await show(await database.transaction((tx) => step(tx, params.ticket_id)), at));
  return onConsole({
    listTickets: async ({ query, caller, at }) => {
      const { status, topic, assigned, partner_id: partner } = query;
      const partnerId = partner === undefined ? undefined : parseId('prt', partner);
      if (partnerId === null) return wholeReply([]);
      const assigneeId = assigned === 'me' ? caller.userId : assigned;
      const filters = { status, topic, partnerId, assigneeId };
      return pages.reply(
        query,
        (page) => listQueue(reads, { ...filters, ...page }),
        async (tickets) => {
          const refs = await partnerRefs(
            reads,
            tickets.map((ticket) => ticket.partnerId),
          );
          return tickets.map((ticket) => presentQueued(ticket, refs(ticket.partnerId), at));
        },
      );
    },
    getTicket: async ({ params, at }) =>
      json(200, await show(await findTicket(reads, null, params.ticket_id), at)),
    addTicketMessage: (call) => {
      const { text, internal = false, attachments } = call.body;
      const ticketId = call.params.ticket_id;
      const owner = formatId('usr', call.caller.userId);
      const message = { text, internal, fileIds: filesOf(attachments), owner };
      return madeOnce(database, call, {
        make: (tx) => answerAsSupport(tx, parts, ticketId, message, call.by),
        id: (ticket) => ticket.ticketId,
        find: () => findTicket(reads, null, ticketId),
        reply: async (ticket) => json(201, await show(ticket, call.at)),
      });
    },
    assignTicket: (call) =>
      act(call, async (tx, ticketId) =>
        assignTicket(tx, ticketId, await assignee(tx, call.body.assignee_id), call.by),
      ),
    closeTicket: (call) => act(call, (tx, ticketId) => closeTicket(tx, null, ticketId, call.by)),
    reopenTicket: (call) => act(call, (tx, ticketId) => reopenTicket(tx, null, ticketId, call.by)),
    registerTicketWebhook: async ({ params, at, by }) =>
      json(200, await show(await registerTicketWebhook(parts, params.ticket_id, by), at)),
    listCannedAnswers: async () => wholeReply((await listCannedAnswers(reads)).map(presentAnswer)),
    createCannedAnswer: (call) =>
      madeOnce(database, call, {
        make: (tx) => addCannedAnswer(tx, call.body, call.by),
        id: ({ answerId }) => answerId,
        find: async (answerId) => ({ ...call.body, answerId }),
        reply: (answer) => json(201, presentAnswer(answer)),
      }),
    removeCannedAnswer: async ({ params, by }) => {
      await database.transaction((tx) => removeCannedAnswer(tx, params.answer_id, by));
      return DONE;
    },
  });
}

/** A member of staff who can sign in; null: nobody. */
async function assignee(
  db: Db,
  id: string | null,
): Promise<{ userId: string; name: string } | null> {
  if (id === null) return null;
  const userId = parseId('usr', id);
  const user = userId === null ? null : await findUser(db, userId).catch(pointTo('/assignee_id'));
  if (user?.webApp === 'console' && !user.disabledAt) return user;
  throw notFoundAt('/assignee_id', 'There is no such person on the staff.');
}

function presentAnswer({ answerId, title, topic, text }: CannedAnswer) {
  return { id: formatId('ans', answerId), object: 'canned_answer', title, topic, text } as const;
}
