import type { Db } from '../kit/database/index.ts';
import { NO_ID } from '../kit/ids.ts';
import type { Invariant } from '../kit/invariant.ts';
import type { CodePlace, Vault } from '../vault/index.ts';

const BROKEN_MAX = 100;
const PAGE = 2_000;

interface SealedRow {
  readonly run_id: number;
  readonly position: number;
  readonly code_id: string;
  readonly fingerprint: Buffer;
  readonly sealed: Buffer;
  readonly lot_id: string;
  readonly product_id: number;
}

/**
 * V1: a code opens in its own place, matches its fingerprint, and opens in no other place. Some rows of each lot, or with `deep`
 * every row. Plaintext stays in the vault.
 */
export function sealInvariant(vault: Vault, { deep }: { readonly deep: boolean }): Invariant {
  return {
    id: 'V1',
    title: deep
      ? 'every code opens in its own place and in no other'
      : 'the first and last codes of every lot open in their own place and in no other',
    check: async (db) => {
      let checked = 0;
      const broken: string[] = [];
      // The server's own role may not read them; then only the command of the owner checks this.
      if (!(await mayRead(db))) return { checked, broken };
      for await (const rows of deep ? allRows(db) : sampleRows(db)) {
        for (const [index, row] of rows.entries()) {
          checked += 1;
          const other = rows[index + 1] ?? rows[0] ?? row;
          if (!(await opensOnlyHere(db, vault, row, other)) && broken.length < BROKEN_MAX) {
            broken.push(`run ${row.run_id} position ${row.position}`);
          }
        }
      }
      return { checked, broken };
    },
  };
}

async function mayRead(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ may: boolean }>(
    "SELECT has_column_privilege('stock.codes', 'sealed', 'SELECT') AS may",
  );
  return rows[0]?.may === true;
}

async function opensOnlyHere(
  db: Db,
  vault: Vault,
  row: SealedRow,
  other: SealedRow,
): Promise<boolean> {
  const own = await vault.dataKey(db, row.lot_id);
  if (!vault.holds(own, placeOf(row), row.sealed, row.fingerprint)) return false;
  if (other === row) return true;
  const foreign = await vault.dataKey(db, other.lot_id);
  return !vault.holds(foreign, placeOf(other), row.sealed, row.fingerprint);
}

function placeOf(row: SealedRow): CodePlace {
  return { codeId: row.code_id, productId: row.product_id, lotId: row.lot_id };
}

const COLUMNS = 'c.run_id, c.position, c.code_id, c.fingerprint, c.sealed, r.lot_id, s.product_id';

/** The first and the last code of the first and the last run of each lot, some lots at a time. */
async function* sampleRows(db: Db): AsyncGenerator<SealedRow[]> {
  let after = NO_ID;
  for (;;) {
    const { rows } = await db.query<SealedRow>(
      `SELECT DISTINCT ${COLUMNS}
         FROM (SELECT t.lot_id FROM stock.lots t
                WHERE t.lot_id > $1 AND t.status NOT IN ('discarding', 'discarded')
                  AND EXISTS (SELECT FROM stock.runs x WHERE x.lot_id = t.lot_id AND x.codes > 0)
                ORDER BY t.lot_id LIMIT 500) t
         CROSS JOIN LATERAL (
           (SELECT x.run_id FROM stock.runs x WHERE x.lot_id = t.lot_id AND x.codes > 0
             ORDER BY x.run_id LIMIT 1)
           UNION ALL
           (SELECT x.run_id FROM stock.runs x WHERE x.lot_id = t.lot_id AND x.codes > 0
             ORDER BY x.run_id DESC LIMIT 1)) e
         JOIN stock.runs r ON r.run_id = e.run_id
         JOIN stock.shelves s ON s.shelf_id = r.shelf_id
         JOIN stock.codes c ON c.run_id = r.run_id AND c.position IN (0, r.codes - 1)
        ORDER BY r.lot_id, c.run_id, c.position`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.lot_id;
  }
}

async function* allRows(db: Db): AsyncGenerator<SealedRow[]> {
  let after = { run_id: -1, position: -1 };
  for (;;) {
    const { rows } = await db.query<SealedRow>(
      `SELECT ${COLUMNS}
         FROM (SELECT * FROM stock.codes k WHERE (k.run_id, k.position) > ($1, $2)
                ORDER BY k.run_id, k.position LIMIT $3) c
         JOIN stock.runs r ON r.run_id = c.run_id
         JOIN stock.shelves s ON s.shelf_id = r.shelf_id
        ORDER BY c.run_id, c.position`,
      [after.run_id, after.position, PAGE],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last;
  }
}
