import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** The names of bank accounts, by their ids. */
export function bankAccountNames(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT account_id AS id, name FROM bank_statements.accounts WHERE account_id = ANY($1::uuid[])`,
    ids,
  );
}
