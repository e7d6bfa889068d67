import { consoleOperations } from '@psnb2b/contract';
import { answerAsSupport, filesOf, registerTicketWebhook } from '../../acts/index.ts';
import { findUser, onceByPerson } from '../../identity/index.ts';
import type { Db, Tx } from '../../kit/database/index.ts';
import { json, replayed } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { Pages, timedPlace, wholeList } from '../../kit/pages.ts';
import { notFoundAt, pointTo } from '../../kit/refusal.ts';
import type { Teller } from '../../notifications/index.ts';
import { findCaseOf, findPartner, type Person } from '../../partners/index.ts';
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
import type { WebhookParts } from '../../webhooks/index.ts';
import { DONE, type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { personOfCall } from '../present/person-of-call.ts';
import { presentQueued, presentStaffTicket } from '../present/ticket.ts';
import { nameIn, namesOfPartners } from './names-of-partners.ts';

const calls = consoleOperations;
const pages = new Pages('desk', timedPlace);

type Parts = Teller & WebhookParts;

/** Tickets as staff answer them, and canned answers. */
export function consoleTicketRoutes(parts: Parts): DoorRoute[] {
  const { database } = parts;
  const act = async (
    call: Parameters<typeof personOfCall>[0] & { readonly params: { readonly ticket_id: string } },
    step: (tx: Tx, ticketId: string | null, person: Person) => Promise<Ticket>,
  ) => {
    const ticketId = call.params.ticket_id;
    const ticket = await database.transaction((tx) => step(tx, ticketId, personOfCall(call)));
    return staffTicketReply(database.reads, ticket, call.at, 200);
  };
  return [
    doorRoute(calls.listTickets, async (call) => {
      const { status, topic, assigned, partner_id: partner } = call.query;
      const { limit, from } = pages.read(call.query);
      const partnerId = partner === undefined ? undefined : parseId('prt', partner);
      if (partnerId === null) return json(200, wholeList([]));
      const found = await listQueue(database.reads, {
        ...(status && { status }),
        ...(topic && { topic }),
        ...(partnerId && { partnerId }),
        ...(assigned && { assigneeId: assigned === 'me' ? call.caller.userId : 'nobody' }),
        ...(from && { after: { rank: from.time, ticketId: from.id } }),
        limit,
      });
      const names = await namesOfPartners(database.reads, found);
      const present = (ticket: QueuedTicket) =>
        presentQueued({ ticket, partnerName: nameIn(names, ticket.partnerId) }, call.at);
      const placeOf = (row: QueuedTicket) => ({ time: row.rank, id: row.ticketId });
      const page = pages.cut(found, limit, placeOf);
      return json(200, page.list(page.rows.map(present)));
    }),
    doorRoute(calls.getTicket, async (call) => {
      const ticketId = call.params.ticket_id;
      const ticket = await findTicket(database.reads, null, ticketId);
      return staffTicketReply(database.reads, ticket, call.at, 200);
    }),
    doorRoute(calls.addTicketMessage, async (call) => {
      const { text, internal = false, attachments } = call.body;
      const owner = formatId('usr', call.caller.userId);
      const message = { text, internal, fileIds: filesOf(attachments), owner };
      const ticketId = call.params.ticket_id;
      const { made } = await onceByPerson(database, calls.addTicketMessage, call, async (tx) => {
        const ticket = await answerAsSupport(tx, parts, ticketId, message, personOfCall(call));
        return { resource: ticket.ticketId, made: ticket };
      });
      const ticket = made ?? (await findTicket(database.reads, null, ticketId));
      return replayed(await staffTicketReply(database.reads, ticket, call.at, 201), made === null);
    }),
    doorRoute(calls.assignTicket, (call) =>
      act(call, async (tx, ticketId, person) =>
        assignTicket(tx, ticketId, await assignee(tx, call.body.assignee_id), person),
      ),
    ),
    doorRoute(calls.closeTicket, (call) =>
      act(call, (tx, ticketId, person) => closeTicket(tx, null, ticketId, person)),
    ),
    doorRoute(calls.reopenTicket, (call) =>
      act(call, (tx, ticketId, person) => reopenTicket(tx, null, ticketId, person)),
    ),
    doorRoute(calls.registerTicketWebhook, async (call) => {
      const ticketId = call.params.ticket_id;
      const ticket = await registerTicketWebhook(parts, ticketId, personOfCall(call));
      return staffTicketReply(database.reads, ticket, call.at, 200);
    }),
    doorRoute(calls.listCannedAnswers, async () =>
      json(200, wholeList((await listCannedAnswers(database.reads)).map(presentAnswer))),
    ),
    doorRoute(calls.createCannedAnswer, async (call) => {
      const { resource, made } = await onceByPerson(
        database,
        calls.createCannedAnswer,
        call,
        async (tx) => {
          const answer = await addCannedAnswer(tx, call.body, personOfCall(call));
          return { resource: answer.answerId, made: answer };
        },
      );
      const answer = made ?? { ...call.body, answerId: resource };
      return replayed(json(201, presentAnswer(answer)), made === null);
    }),
    doorRoute(calls.removeCannedAnswer, async (call) => {
      const answerId = call.params.answer_id;
      await database.transaction((tx) => removeCannedAnswer(tx, answerId, personOfCall(call)));
      return DONE;
    }),
  ];
}

export async function staffTicketReply<Status extends number>(
  db: Db,
  ticket: Ticket,
  at: Date,
  status: Status,
) {
  const { name } = await findPartner(db, ticket.partnerId);
  const messages = await listMessages(db, ticket.ticketId, 'staff');
  const { caseId } = await findCaseOf(db, ticket.partnerId);
  return json(status, presentStaffTicket({ ticket, partnerName: name }, messages, caseId, at));
}

/** A member of staff who can sign in; null: nobody. */
async function assignee(
  db: Db,
  id: string | null,
): Promise<{ userId: string; name: string } | null> {
  if (id === null) return null;
  const userId = parseId('usr', id);
  const user = userId === null ? null : await findUser(db, userId).catch(pointTo('/assignee_id'));
  if (user?.door === 'console' && !user.disabledAt) return user;
  throw notFoundAt('/assignee_id', 'There is no such person on the staff.');
}

function presentAnswer({ answerId, title, topic, text }: CannedAnswer) {
  return { id: formatId('ans', answerId), object: 'canned_answer', title, topic, text } as const;
}
