import {
  type AuditAction,
  type TicketStatus,
  type TicketTopic,
  ticketTransitions,
} from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { attachFiles, listAttached } from '../files/index.ts';
import type { Signer } from '../identity/index.ts';
import { assert, required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, newUuid, parseId } from '../kit/ids.ts';
import {
  falling,
  type PageAsked,
  Pages,
  rising,
  type TimedPlace,
  timedPlace,
} from '../kit/pages.ts';
import { limitReached, Refusal } from '../kit/refusal.ts';
import { tenantOf } from '../partners/index.ts';
import { type Message, type Ticket, ticketColumns } from './ticket.ts';
import type { TicketClock } from './ticket-clock.ts';

const MESSAGES_MAX = 1_000;

/** What the audit records of a ticket: `ticket.opened`, …. */
type TicketAct = AuditAction extends infer Action
  ? Action extends `ticket.${infer Act}`
    ? Act
    : never
  : never;

/** A ticket of this business, or of any if it is null (staff); any other reads as unknown. */
export async function findTicket(
  db: Db,
  partnerId: string | null,
  ticketId: string | null,
): Promise<Ticket> {
  const { rows } = await db.query<Ticket>(
    `SELECT ${ticketColumns} FROM support.tickets
      WHERE ticket_id = $2 AND ($1::uuid IS NULL OR partner_id = $1)`,
    [partnerId, ticketId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The same, locked: a ticket takes one step at a time. */
export async function lockTicket(
  tx: Tx,
  partnerId: string | null,
  ticketId: string | null,
): Promise<Ticket> {
  const { rows } = await tx.query<Ticket>(
    `SELECT ${ticketColumns} FROM support.tickets
      WHERE ticket_id = $2 AND ($1::uuid IS NULL OR partner_id = $1) FOR UPDATE`,
    [partnerId, ticketId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The API Access Request of a business that is not closed, or null. */
export async function findAccessRequest(db: Db, partnerId: string): Promise<Ticket | null> {
  const { rows } = await db.query<Ticket>(
    `SELECT ${ticketColumns} FROM support.tickets
      WHERE partner_id = $1 AND topic = 'api_access' AND status <> 'closed'`,
    [partnerId],
  );
  return rows[0] ?? null;
}

/** Writes status and clock; a transition that the contract's table does not have is a bug. */
export async function moveTicket(
  tx: Tx,
  ticket: Ticket,
  to: TicketStatus,
  clock: TicketClock,
  at: Date,
): Promise<void> {
  const allowed: readonly TicketStatus[] = ticketTransitions[ticket.status];
  assert(
    to === ticket.status || allowed.includes(to),
    `a ticket goes from ${ticket.status} to ${to}`,
  );
  await tx.query(
    `UPDATE support.tickets
        SET status = $2, open_since = $3, due_at = $4, solve_left_ms = $5, updated_at = $6,
            closed_at = $7
      WHERE ticket_id = $1`,
    [
      ticket.ticketId,
      to,
      clock.openSince,
      clock.dueAt,
      clock.solveLeftMs,
      at,
      to === 'closed' ? (ticket.closedAt ?? at) : null,
    ],
  );
}

/** Adds a message with its uploads, which belong to `owner`; the caller holds the ticket's lock. */
export async function insertMessage(
  tx: Tx,
  ticketId: string,
  message: {
    readonly text: string;
    readonly internal: boolean;
    readonly owner: string;
    readonly fileIds: readonly (string | null)[];
  },
  person: Signer,
): Promise<string> {
  const messageId = newUuid(person.at.getTime());
  const { rows } = await tx.query<{ position: number }>(
    `INSERT INTO support.messages
       (message_id, ticket_id, side, name, text, internal, created_at, position)
     SELECT $1, $2, $3, $4, $5, $6, $7, count(*) + 1 FROM support.messages WHERE ticket_id = $2
     RETURNING position`,
    [messageId, ticketId, person.side, person.name, message.text, message.internal, person.at],
  );
  if (required(rows[0], 'a new message has its row').position > MESSAGES_MAX) {
    const detail = `A ticket has at most ${MESSAGES_MAX} messages; open another one.`;
    throw limitReached({ limit: MESSAGES_MAX, used: MESSAGES_MAX }, detail);
  }
  await attachFiles(tx, message.owner, message.fileIds, formatId('msg', messageId), person.at);
  return messageId;
}

/** Oldest first; staff notes only for staff. */
export async function listMessages(
  db: Db,
  ticketId: string,
  reader: 'partner' | 'staff',
): Promise<Message[]> {
  const { rows } = await db.query<Omit<Message, 'files'>>(
    `SELECT message_id AS "messageId", side, name, text, internal, created_at AS "createdAt"
       FROM support.messages WHERE ticket_id = $1 AND (NOT internal OR $2) ORDER BY position`,
    [ticketId, reader === 'staff'],
  );
  const files = await listAttached(
    db,
    rows.map((row) => formatId('msg', row.messageId)),
  );
  return rows.map((row) => ({
    ...row,
    files: files.filter((file) => file.subject === formatId('msg', row.messageId)),
  }));
}

/** Whether a message belongs to this business (any, if it is null) and may be read by this reader. */
export async function mayReadMessage(
  db: Db,
  partnerId: string | null,
  messageId: string | null,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM support.messages m JOIN support.tickets t USING (ticket_id)
      WHERE m.message_id = $2 AND ($1::uuid IS NULL OR (t.partner_id = $1 AND NOT m.internal))`,
    [partnerId, messageId],
  );
  return rowCount > 0;
}

export async function auditTicket(
  tx: Tx,
  ticket: Pick<Ticket, 'ticketId' | 'partnerId' | 'topic'>,
  person: Signer,
  action: TicketAct,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { tenantId } = await tenantOf(tx, ticket.partnerId, 'live');
  await recordAudit(tx, {
    ...person,
    tenantId,
    action: `ticket.${action}`,
    subject: formatId('tkt', ticket.ticketId),
    detail: { partner: formatId('prt', ticket.partnerId), topic: ticket.topic, ...detail },
  });
}

export interface TicketFilters extends PageAsked<TimedPlace> {
  /** Part of the subject, or an id. */
  readonly q?: string | undefined;
  readonly status?: TicketStatus | undefined;
  readonly topic?: TicketTopic | undefined;
  readonly partnerId?: string | undefined;
  /** Assigned to this person, or to nobody. */
  readonly assigneeId?: string | 'nobody' | undefined;
}

export const ticketPages = new Pages(
  'tickets',
  timedPlace,
  ({ updatedAt, ticketId }: Ticket) => ({
    time: updatedAt,
    id: ticketId,
  }),
  { turns: true },
);

const OF_PARTNER = `partner_id = $1 AND ($2::text IS NULL OR status = $2)
        AND ($3::text IS NULL OR topic = $3)
        AND ($4::text IS NULL OR ticket_id = $5 OR strpos(lower(subject), lower($4)) > 0)`;

const valuesOf = (partnerId: string, filters: Pick<TicketFilters, 'q' | 'status' | 'topic'>) => [
  partnerId,
  filters.status ?? null,
  filters.topic ?? null,
  ...searched(filters),
];

/** A business's tickets, the last changed first. */
export async function listTickets(
  db: Db,
  partnerId: string,
  filters: TicketFilters,
): Promise<Ticket[]> {
  const { behind, order } = falling(filters);
  const { rows } = await db.query<Ticket>(
    `SELECT ${ticketColumns} FROM support.tickets
      WHERE ${OF_PARTNER}
        AND ($6::timestamptz IS NULL OR (updated_at, ticket_id) ${behind} ($6, $7::uuid))
      ORDER BY updated_at ${order}, ticket_id ${order} LIMIT $8`,
    [
      ...valuesOf(partnerId, filters),
      filters.behind?.time ?? null,
      filters.behind?.id ?? null,
      filters.limit,
    ],
  );
  return rows;
}

/** How many of them match, counted to one more than `most`. */
export async function countTicketsOf(
  db: Db,
  partnerId: string,
  filters: Pick<TicketFilters, 'q' | 'status' | 'topic'>,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM support.tickets WHERE ${OF_PARTNER} LIMIT $6) counted`,
    [...valuesOf(partnerId, filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/**
 * A ticket of the staff's queue, with its place in the order: its due time, or far in the future if it does not wait for staff.
 */
export type QueuedTicket = Ticket & { readonly rank: Date };

export const queuePages = new Pages(
  'desk',
  timedPlace,
  ({ rank, ticketId }: QueuedTicket) => ({
    time: rank,
    id: ticketId,
  }),
  { turns: true },
);

/** What the queue is filtered by; see `queueValues`. */
const QUEUED = `($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR topic = $2)
          AND ($3::uuid IS NULL OR partner_id = $3) AND ($4::uuid IS NULL OR assignee_id = $4)
          AND (NOT $5 OR assignee_id IS NULL)
          AND ($6::text IS NULL OR ticket_id = $7 OR strpos(lower(subject), lower($6)) > 0)
          AND ($8::timestamptz IS NULL OR due_at < $8)`;

type QueueFilters = Omit<TicketFilters, keyof PageAsked<TimedPlace>> & {
  /** Only those whose deadline was before. */
  readonly overdueAt?: Date | undefined;
};

function queueValues(filters: QueueFilters): unknown[] {
  const { status, topic, partnerId, assigneeId, overdueAt } = filters;
  const nobody = assigneeId === 'nobody';
  return [
    ...[status ?? null, topic ?? null, partnerId ?? null],
    ...[nobody ? null : (assigneeId ?? null), nobody],
    ...[...searched(filters), overdueAt ?? null],
  ];
}

/** All tickets, the soonest due first; those that do not wait for staff come last. */
export async function listQueue(
  db: Db,
  filters: QueueFilters & PageAsked<TimedPlace>,
): Promise<QueuedTicket[]> {
  const { behind, order } = rising(filters);
  const { rows } = await db.query<QueuedTicket>(
    `SELECT * FROM (
       SELECT ${ticketColumns}, coalesce(due_at, updated_at + interval '100000 days') AS rank
         FROM support.tickets WHERE ${QUEUED}) q
      WHERE $9::timestamptz IS NULL OR (rank, "ticketId") ${behind} ($9, $10::uuid)
      ORDER BY rank ${order}, "ticketId" ${order} LIMIT $11`,
    [
      ...queueValues(filters),
      ...[filters.behind?.time ?? null, filters.behind?.id ?? null, filters.limit],
    ],
  );
  return rows;
}

/** How many tickets of the queue match, counted to one more than `most`. */
export async function countQueued(db: Db, filters: QueueFilters, most: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM support.tickets WHERE ${QUEUED} LIMIT $9) counted`,
    [...queueValues(filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** What is searched for, as text and as an id. */
function searched({ q }: Pick<TicketFilters, 'q'>): [string | null, string | null] {
  return q === undefined ? [null, null] : [q, parseId('tkt', q)];
}

/** What waits for staff; `partnerId` counts the open tickets of one business. */
export async function countTickets(
  db: Db,
  at: Date,
): Promise<{ open: number; overdue: number; accessRequests: number }> {
  const { rows } = await db.query<{ open: number; overdue: number; accessRequests: number }>(
    `SELECT count(*) FILTER (WHERE status = 'open') AS open,
            count(*) FILTER (WHERE status = 'open' AND due_at < $1) AS overdue,
            count(*) FILTER (WHERE status = 'open' AND topic = 'api_access') AS "accessRequests"
       FROM support.tickets WHERE status <> 'closed'`,
    [at],
  );
  return required(rows[0], 'a count has a row');
}

/** How long the tickets wait that wait for staff. */
export async function oldestTicket(
  db: Db,
  at: Date,
): Promise<{ oldestAt: Date | null; dueAt: Date | null; late: number }> {
  const { rows } = await db.query<{ oldestAt: Date | null; dueAt: Date | null; late: number }>(
    `SELECT o.open_since AS "oldestAt", o.due_at AS "dueAt", c.late
       FROM (SELECT count(*) FILTER (WHERE due_at < $1) AS late FROM support.tickets WHERE status = 'open') c
       LEFT JOIN LATERAL (
         SELECT open_since, due_at FROM support.tickets WHERE status = 'open' ORDER BY open_since, ticket_id LIMIT 1) o ON true`,
    [at],
  );
  return required(rows[0], 'a count has a row');
}

export async function countUnclosed(db: Db, partnerId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM support.tickets WHERE partner_id = $1 AND status <> 'closed'`,
    [partnerId],
  );
  return required(rows[0], 'a count has a row').count;
}
