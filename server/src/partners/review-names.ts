import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** Names reviews by their ids: the business. */
export function reviewNames(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT c.case_id AS id, 'of ' || p.name AS name FROM partners.kyc_cases c JOIN partners.partners p ON p.partner_id = c.partner_id WHERE c.case_id = ANY($1::uuid[])`,
    ids,
  );
}
