import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** The names of files, by their ids. */
export function fileNames(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT file_id AS id, name FROM files.files WHERE file_id = ANY($1::uuid[])`,
    ids,
  );
}
