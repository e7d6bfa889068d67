/** Guards: every ticket is read once, page by page, however many were changed or are due in the same millisecond. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageThrough, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { listQueue, listTickets, type QueuedTicket } from './store.ts';
import type { Ticket } from './ticket.ts';

const TICKETS = 7;
const partnerId = randomUUID();

let own: TestDatabase;
let database: Database;
let ids: string[];
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  // All have the same time except the first and the last; half of them wait for staff.
  const { rows } = await database.transaction((tx) =>
    tx.query<{ id: string }>(
      `INSERT INTO support.tickets (ticket_id, partner_id, topic, subject, status, open_since, due_at,
                                    solve_left_ms, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'other', 'Ticket ' || n, CASE WHEN n % 2 = 0 THEN 'open' ELSE 'waiting' END,
              CASE WHEN n % 2 = 0 THEN t.at END, CASE WHEN n % 2 = 0 THEN t.at END, 0, t.at, t.at
         FROM generate_series(1, ${TICKETS}) n
        CROSS JOIN LATERAL (
          SELECT timestamptz '2026-03-01T12:00:00Z'
                 + CASE n WHEN 1 THEN -1 WHEN ${TICKETS} THEN 1 ELSE 0 END * interval '1 second' AS at) t
      RETURNING ticket_id AS id`,
      [partnerId],
    ),
  );
  ids = rows.map(({ id }) => id).sort();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test.each([1, 2, 3, TICKETS, TICKETS + 1])('%i at a time', async (limit) => {
  const { reads } = database;
  const ofPartner = await pageThrough<Ticket>(limit, (last) =>
    listTickets(reads, partnerId, {
      limit: limit + 1,
      ...(last && { behind: { time: last.updatedAt, id: last.ticketId } }),
    }),
  );
  expect(ofPartner.map(({ ticketId }) => ticketId).sort()).toEqual(ids);
  const queue = await pageThrough<QueuedTicket>(limit, (last) =>
    listQueue(reads, {
      limit: limit + 1,
      ...(last && { behind: { time: last.rank, id: last.ticketId } }),
    }),
  );
  expect(queue.map(({ ticketId }) => ticketId).sort()).toEqual(ids);
});

test('a part of a subject in any case finds its ticket, and so does an id, of the own business only', async () => {
  const { reads } = database;
  const [first] = await listTickets(reads, partnerId, { limit: 1, q: 'TICKET 3' });
  expect(first?.subject).toBe('Ticket 3');
  const q = formatId('tkt', first?.ticketId ?? '');
  for (const found of [
    await listTickets(reads, partnerId, { limit: 9, q }),
    await listQueue(reads, { limit: 9, q }),
    await listQueue(reads, { limit: 9, q: 'ket 3' }),
  ]) {
    expect(found.map(({ ticketId }) => ticketId)).toEqual([first?.ticketId]);
  }
  expect(await listTickets(reads, randomUUID(), { limit: 9, q })).toEqual([]);
  expect(await listQueue(reads, { limit: 9, q: 'Ticket_3' })).toEqual([]);
});
