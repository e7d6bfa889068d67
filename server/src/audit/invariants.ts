import type { Db } from '../kit/database/index.ts';
import type { Invariant } from '../kit/invariant.ts';
import { linkHash, PAYLOAD, SEARCHED } from './chain-audit.ts';

const PAGE = 5_000;
const UNLISTED_MAX = 100;
/** The largest lag of the chain; younger entries may still wait to be chained. */
const TAIL = "interval '10 seconds'";

export const auditInvariants: readonly Invariant[] = [
  {
    id: 'A1',
    title:
      'the audit chain recomputes, no entry older than 10 s is outside it, and each one in it is listed as it is',
    check: async (db) => {
      const { checked, broken } = await recompute(db);
      const { rows } = await db.query<{ broken: string }>(
        `SELECT 'entry ' || e.entry_id || ' is outside the chain' AS broken
           FROM audit.entries e
          WHERE e.tx < (SELECT chained_before FROM audit.head)
            AND NOT EXISTS (SELECT 1 FROM audit.chain c WHERE c.entry_id = e.entry_id)
            AND e.at < (SELECT max(at) FROM audit.entries) - ${TAIL} LIMIT 100`,
      );
      return { checked, broken: [...broken, ...rows.map((row) => row.broken)] };
    },
  },
];

async function recompute(db: Db): Promise<{ checked: number; broken: string[] }> {
  let previous: Buffer = Buffer.alloc(32);
  let position = 0;
  const unlisted: string[] = [];
  for (;;) {
    const { rows } = await db.query<{
      position: number;
      hash: Buffer;
      payload: string;
      listed: boolean;
    }>(
      `SELECT c.position, c.hash, ${PAYLOAD} AS payload,
              EXISTS (SELECT FROM audit.listed l
                       WHERE l.entry_id = c.chained AND l.at = e.at AND l.actor = e.actor
                         AND l.tenant_id IS NOT DISTINCT FROM e.tenant_id AND l.action = e.action
                         AND l.text = ${SEARCHED}) AS listed
         FROM (SELECT position, entry_id AS chained, hash FROM audit.chain
                WHERE position > $1 ORDER BY position LIMIT ${PAGE}) c
         JOIN audit.entries e ON e.entry_id = c.chained ORDER BY c.position`,
      [position],
    );
    for (const row of rows) {
      position += 1;
      previous = linkHash(position, previous, row.payload);
      if (row.position !== position || !previous.equals(row.hash)) {
        return { checked: position, broken: [...unlisted, `position ${position}`] };
      }
      if (!row.listed && unlisted.length < UNLISTED_MAX) {
        unlisted.push(`position ${position} is not listed as it is`);
      }
    }
    if (rows.length < PAGE) return { checked: position, broken: unlisted };
  }
}
