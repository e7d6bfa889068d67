import { CannedAnswer } from '@psnb2b/contract';
import {
  answerAsSupport,
  filesOf,
  openTicketAsSupport,
  registerTicketWebhook,
} from '../../acts/index.ts';
import { findAssignee } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { countedPage, json, pageAndFilters, whole } from '../../kit/http/index.ts';
import { idFilter } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { findCaseOf, findPartner } from '../../partners/index.ts';
import * as support from '../../support/index.ts';
import { madeOnce } from '../both/made-once.ts';
import { DONE } from '../both/web-app-reply.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRef, partnerRefs } from '../present/partner-refs.ts';
import { presentQueued, presentStaffTicket } from '../present/ticket.ts';

type TicketCall = Pick<ConsoleCall<'getTicket'>, 'params' | 'at'>;

/** Tickets as staff answer them, and canned answers. */
export function ticketRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const show = async (ticket: support.Ticket, at: Date) => {
    const partner = await findPartner(reads, ticket.partnerId);
    const messages = await support.listMessages(reads, ticket.ticketId, 'staff');
    const { caseId } = await findCaseOf(reads, ticket.partnerId);
    return presentStaffTicket(ticket, partnerRef(partner), messages, caseId, at);
  };
  const act = async (
    { params, at }: TicketCall,
    step: (tx: Tx, ticketId: string) => Promise<support.Ticket>,
  ) => json(200, await show(await database.transaction((tx) => step(tx, params.ticket_id)), at));
  return onConsole({
    listTickets: ({ query, caller, at }) => {
      const [page, { assigned, overdue, partner_id: partner, ...asked }] = pageAndFilters(query);
      const wanted = {
        ...asked,
        assigneeId: assigned === 'me' ? caller.userId : assigned,
        partnerId: idFilter('prt', partner),
        overdueAt: overdue === true ? at : undefined,
      };
      return countedPage(
        support.queuePages,
        page,
        (rows) => support.listQueue(reads, { ...wanted, ...rows }),
        async (tickets) => {
          const refs = await partnerRefs(reads, tickets);
          return tickets.map((ticket) => presentQueued(ticket, refs(ticket.partnerId), at));
        },
        (most) => support.countQueued(reads, wanted, most),
      );
    },
    createTicket: (call) => {
      const owner = formatId('usr', call.caller.userId);
      return madeOnce(database, call, {
        make: (tx) => openTicketAsSupport(tx, parts, call.body, owner, call.by),
        id: (ticket) => ticket.ticketId,
        find: (ticketId) => support.findTicket(reads, null, ticketId),
        reply: async (ticket) => json(201, await show(ticket, call.at)),
      });
    },
    getTicket: async ({ params, at }) =>
      json(200, await show(await support.findTicket(reads, null, params.ticket_id), at)),
    addTicketMessage: (call) => {
      const { text, internal = false, attachments } = call.body;
      const { ticket_id: ticketId } = call.params;
      const owner = formatId('usr', call.caller.userId);
      const message = { text, internal, fileIds: filesOf(attachments), owner };
      return madeOnce(database, call, {
        make: (tx) => answerAsSupport(tx, parts, ticketId, message, call.by),
        id: (ticket) => ticket.ticketId,
        find: () => support.findTicket(reads, null, ticketId),
        reply: async (ticket) => json(201, await show(ticket, call.at)),
      });
    },
    assignTicket: (call) =>
      act(call, async (tx, ticketId) => {
        const assignee = await findAssignee(tx, call.body.assignee_id);
        return support.assignTicket(tx, ticketId, assignee, call.by);
      }),
    closeTicket: (call) =>
      act(call, (tx, ticketId) => support.closeTicket(tx, null, ticketId, call.by)),
    reopenTicket: (call) =>
      act(call, (tx, ticketId) => support.reopenTicket(tx, null, ticketId, call.by)),
    registerTicketWebhook: async ({ params, at, by }) =>
      json(200, await show(await registerTicketWebhook(parts, params.ticket_id, by), at)),
    listCannedAnswers: async () =>
      whole((await support.listCannedAnswers(reads)).map(presentAnswer)),
    createCannedAnswer: (call) =>
      madeOnce(database, call, {
        make: (tx) => support.addCannedAnswer(tx, call.body, call.by),
        id: ({ answerId }) => answerId,
        find: async (answerId) => ({ ...call.body, answerId }),
        reply: (answer) => json(201, presentAnswer(answer)),
      }),
    removeCannedAnswer: async ({ params, by }) => {
      await database.transaction((tx) => support.removeCannedAnswer(tx, params.answer_id, by));
      return DONE;
    },
  });
}

function presentAnswer(answer: support.CannedAnswer) {
  return present(CannedAnswer, answer);
}
