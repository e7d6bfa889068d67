import type { Db } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { type Import, importColumns } from './import.ts';

export interface ImportFilters extends PageAsked<string> {
  readonly state?: Import['state'] | undefined;
}

export const importPages = new Pages('imports', idPlace, ({ importId }: Import) => importId, {
  turns: true,
});

/** Imports, newest first. */
export async function listImports(db: Db, filters: ImportFilters): Promise<Import[]> {
  const { behind, order } = falling(filters);
  const { rows } = await db.query<Import>(
    `SELECT ${importColumns} FROM imports.imports
      WHERE ($1::text IS NULL OR state = $1)
        AND ($2::uuid IS NULL OR (begun_at, import_id) ${behind} (
          SELECT b.begun_at, b.import_id FROM imports.imports b WHERE b.import_id = $2))
      ORDER BY begun_at ${order}, import_id ${order} LIMIT $3`,
    [filters.state ?? null, filters.behind ?? null, filters.limit],
  );
  return rows;
}
