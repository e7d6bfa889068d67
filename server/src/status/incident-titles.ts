import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** The titles of incidents, by their ids. */
export function incidentTitles(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT incident_id AS id, '“' || title || '”' AS name FROM status.incidents WHERE incident_id = ANY($1::uuid[])`,
    ids,
  );
}
