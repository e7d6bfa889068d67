import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

const BROKEN_MAX = 100;
/** Codes checked in one statement, so that its snapshot is short. */
const CODES_MAX = 1_000_000;

/** Invariants of stock alone; orders check that each code is in at most one order. */
export const stockInvariants: readonly Invariant[] = [
  sqlInvariant(
    'S1a',
    'no two lanes of a run overlap, and none extends beyond it',
    'SELECT count(*) FROM stock.lanes',
    `SELECT 'lane ' || n.lane_id AS broken
       FROM (SELECT l.lane_id, l.head, l.tail, r.codes, l.shelf_id = r.shelf_id AS own,
                    max(l.tail) OVER (PARTITION BY l.run_id ORDER BY l.head, l.lane_id
                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
               FROM stock.lanes l JOIN stock.runs r ON r.run_id = l.run_id
              WHERE l.head < l.tail) n
      WHERE n.before > n.head OR n.tail > n.codes OR NOT n.own`,
  ),
  {
    id: 'S1c',
    title: 'the codes of every run have the positions 0 to n − 1',
    check: checkPositions,
  },
  sqlInvariant(
    'S2',
    'what a shelf counts as available equals its open lanes of complete lots',
    'SELECT count(*) FROM stock.shelves',
    `SELECT 'shelf ' || s.shelf_id AS broken
       FROM stock.shelves s
       LEFT JOIN (SELECT l.shelf_id, sum(l.tail - l.head) FILTER (WHERE t.status = 'complete') AS codes,
                         bool_or(t.status <> 'complete') AS foreign_lane, min(l.expires_at) AS expiry
                    FROM stock.lanes l
                    JOIN stock.runs r ON r.run_id = l.run_id
                    JOIN stock.lots t ON t.lot_id = r.lot_id
                   WHERE l.state = 'open' GROUP BY l.shelf_id) o ON o.shelf_id = s.shelf_id
      WHERE s.available <> coalesce(o.codes, 0) OR o.foreign_lane OR o.expiry < s.next_expiry`,
  ),
  {
    id: 'S3',
    title: 'no fingerprint occurs twice',
    check: checkFingerprints,
  },
];

/** Groups of runs with about a million codes together; a larger run is alone. */
async function checkPositions(db: Db) {
  const { rows: runs } = await db.query<{ run_id: number; codes: number }>(
    `SELECT r.run_id, r.codes FROM stock.runs r JOIN stock.lots t ON t.lot_id = r.lot_id
      WHERE t.status <> 'discarding' ORDER BY r.run_id`,
  );
  const broken: string[] = [];
  let batch: number[] = [];
  let codes = 0;
  for (const [index, run] of runs.entries()) {
    batch.push(run.run_id);
    codes += run.codes;
    if (codes < CODES_MAX && index < runs.length - 1) continue;
    const { rows } = await db.query<{ broken: string }>(
      `SELECT 'run ' || r.run_id AS broken
         FROM unnest($1::int[]) u(run_id)
         JOIN stock.runs r ON r.run_id = u.run_id
         JOIN stock.lots t ON t.lot_id = r.lot_id AND t.status <> 'discarding'
         LEFT JOIN (SELECT c.run_id, count(*) AS codes, min(c.position) AS first,
                           max(c.position) AS last
                      FROM stock.codes c WHERE c.run_id = ANY($1::int[]) GROUP BY c.run_id) c
           ON c.run_id = r.run_id
        WHERE coalesce(c.codes, 0) <> r.codes OR c.first <> 0 OR c.last <> r.codes - 1`,
      [batch],
    );
    broken.push(...rows.map((row) => row.broken));
    batch = [];
    codes = 0;
  }
  return { checked: runs.length, broken: broken.slice(0, BROKEN_MAX) };
}

/** By the first four bits of the fingerprint. */
async function checkFingerprints(db: Db) {
  const { rows: unsound } = await db.query<{ name: string }>(
    `SELECT indexrelid::regclass::text AS name FROM pg_index
      WHERE indexrelid = ANY (ARRAY['stock.codes_fingerprint', 'stock.codes_id']::regclass[])
        AND NOT (indisunique AND indisvalid AND indisready)`,
  );
  const broken = unsound.map(({ name }) => `the unique index ${name}`);
  let checked = 0;
  for (let part = 0; part < 16; part += 1) {
    const from = Buffer.alloc(16, 0x00);
    const to = Buffer.alloc(16, 0xff);
    from[0] = part << 4;
    to[0] = (part << 4) | 0x0f;
    const { rows } = await db.query<{ codes: number; broken: string[] | null }>(
      `SELECT coalesce(sum(f.codes), 0) AS codes,
              array_agg(encode(f.fingerprint, 'hex')) FILTER (WHERE f.codes > 1) AS broken
         FROM (SELECT c.fingerprint, count(*) AS codes FROM stock.codes c
                WHERE c.fingerprint BETWEEN $1 AND $2 GROUP BY c.fingerprint) f`,
      [from, to],
    );
    const counted = required(rows[0], 'a count has a row');
    checked += counted.codes;
    broken.push(...(counted.broken ?? []));
  }
  return { checked, broken: broken.slice(0, BROKEN_MAX) };
}
