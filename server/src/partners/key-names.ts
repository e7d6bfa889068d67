import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** Names API keys by their ids: the beginning and the end that every list shows. */
export function keyNames(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT key_id AS id, prefix || '…' || suffix AS name FROM partners.keys WHERE key_id = ANY($1::uuid[])`,
    ids,
  );
}
