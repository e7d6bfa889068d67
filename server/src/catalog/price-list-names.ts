import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** The names of price lists, by their ids. */
export function priceListNames(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT list_id AS id, name FROM catalog.price_lists WHERE list_id = ANY($1::uuid[])`,
    ids,
  );
}
