import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const importInvariants: readonly Invariant[] = [
  sqlInvariant(
    'I1',
    'an import that has ended keeps nothing of its file, and one that has not keeps all that arrived',
    'SELECT count(*) FROM imports.imports',
    `SELECT 'import ' || i.import_id AS broken
       FROM imports.imports i
       LEFT JOIN (SELECT import_id, count(*) AS pieces FROM imports.pieces GROUP BY import_id) p USING (import_id)
      WHERE coalesce(p.pieces, 0) <> CASE WHEN i.ended_at IS NULL THEN ceil(i.bytes_sent / 524288.0) ELSE 0 END`,
  ),
];
