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

/** The names of the files of imports, by the imports' ids. */
export async function importFiles(
  db: Db,
  importIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ importId: string; fileName: string }>(
    'SELECT import_id AS "importId", file_name AS "fileName" FROM imports.imports WHERE import_id = ANY($1::uuid[])',
    [importIds],
  );
  return new Map(rows.map(({ importId, fileName }) => [importId, fileName]));
}
