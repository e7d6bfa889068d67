import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** The hosts of webhook endpoints, by their ids; what follows the host may be a secret. */
export function endpointHosts(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT endpoint_id AS id, substring(url FROM '^[a-z]+://(?:[^/@]*@)?([^/?#]+)') AS name FROM webhooks.endpoints WHERE endpoint_id = ANY($1::uuid[])`,
    ids,
  );
}
