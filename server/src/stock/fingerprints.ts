import type { Db, Tx } from '../kit/database/index.ts';

/** How many fingerprints are read at once. */
const PAGE = 20_000;

/** The fingerprints of all live codes that this shop has or had, 16 bytes each, in pieces of many. */
export async function* readFingerprints(db: Db): AsyncGenerator<Buffer> {
  let after = { run: -1, position: -1 };
  for (;;) {
    const { rows } = await db.query<{ run: number; position: number; fingerprint: Buffer }>(
      `SELECT k.run_id AS run, k.position, k.fingerprint
         FROM stock.codes k JOIN stock.runs r USING (run_id) JOIN stock.lots l USING (lot_id)
        WHERE (k.run_id, k.position) > ($1, $2) AND l.mode = 'live'
        ORDER BY k.run_id, k.position LIMIT ${PAGE}`,
      [after.run, after.position],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield Buffer.concat(rows.map(({ fingerprint }) => fingerprint));
    after = last;
  }
}

/** Which of these fingerprints a code here has, and in which lot it is. */
export async function findFingerprints(
  tx: Tx,
  fingerprints: readonly Buffer[],
): Promise<{ readonly fingerprint: Buffer; readonly lotId: string }[]> {
  const { rows } = await tx.query<{ fingerprint: Buffer; lotId: string }>(
    `SELECT k.fingerprint, r.lot_id AS "lotId"
       FROM stock.codes k JOIN stock.runs r USING (run_id) WHERE k.fingerprint = ANY ($1)`,
    [fingerprints],
  );
  return rows;
}
