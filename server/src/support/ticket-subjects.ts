import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** The subjects of tickets, by their ids. */
export function ticketSubjects(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT ticket_id AS id, '“' || subject || '”' AS name FROM support.tickets WHERE ticket_id = ANY($1::uuid[])`,
    ids,
  );
}
