import { createHash } from 'node:crypto';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';

const BATCH_MAX = 5_000;
const DOMAIN = 'psnb2b-audit-v1\0';

export interface ChainedRow {
  readonly entry_id: number;
  readonly tx: string;
  readonly payload: string;
}

/** The columns that the hash covers, as one text; the database builds it the same way each time. */
export const PAYLOAD = `concat_ws(E'\\x1f', entry_id, to_char(at AT TIME ZONE 'UTC',
  'YYYY-MM-DD"T"HH24:MI:SS.US'), actor, coalesce(tenant_id::text, '-'), action, subject,
  coalesce(address, '-'), coalesce(request_id, '-'), detail)`;

/** What a search looks through, in lower case. */
export const SEARCHED = `lower(concat_ws(E'\\n', e.actor, e.action, e.subject, e.address, e.request_id, e.detail))`;

/** hash = SHA-256(domain ‖ position ‖ previous hash ‖ SHA-256(payload)). */
export function linkHash(position: number, previous: Buffer, payload: string): Buffer {
  const digest = createHash('sha256').update(payload).digest();
  return createHash('sha256')
    .update(DOMAIN)
    .update(String(position))
    .update('\0')
    .update(previous)
    .update(digest)
    .digest();
}

/**
 * Numbers and hashes finished entries, in the order of their transactions, and copies what the log is filtered by to where it is indexed;
 * one process does so at a time. Returns how many it chained. Entries of running transactions wait: otherwise a later commit with a lower number would be left out for ever.
 */
export async function chainAudit(parts: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  let chained = 0;
  for (;;) {
    const batch = await parts.database.transaction(chainBatch);
    chained += batch;
    if (batch < BATCH_MAX) return chained;
  }
}

async function chainBatch(tx: Tx): Promise<number> {
  const head = await tx.query<{ position: number; hash: Buffer; chained_before: string }>(
    'SELECT position, hash, chained_before::text FROM audit.head FOR UPDATE',
  );
  const { position, hash, chained_before: from } = head.rows[0] as (typeof head.rows)[0] & object;
  const bound = await tx.query<{ xmin: string }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
  );
  const before = bound.rows[0]?.xmin ?? from;
  const { rows } = await tx.query<ChainedRow>(
    `SELECT entry_id, tx::text, ${PAYLOAD} AS payload FROM audit.entries e
      WHERE tx >= $1::xid8 AND tx < $2::xid8
        AND NOT EXISTS (SELECT 1 FROM audit.chain c WHERE c.entry_id = e.entry_id)
      ORDER BY e.tx, e.entry_id LIMIT $3`,
    [from, before, BATCH_MAX],
  );
  let last = hash;
  const hashes = rows.map((row, index) => {
    last = linkHash(position + index + 1, last, row.payload);
    return last;
  });
  if (rows.length > 0) {
    await tx.query(
      `INSERT INTO audit.chain (position, entry_id, hash)
       SELECT $1::bigint + u.ord, u.entry, decode(u.hash, 'hex')
         FROM unnest($2::bigint[], $3::text[]) WITH ORDINALITY u(entry, hash, ord)`,
      [position, rows.map((row) => row.entry_id), hashes.map((each) => each.toString('hex'))],
    );
    await tx.query(
      `INSERT INTO audit.listed (entry_id, at, actor, tenant_id, action, text)
       SELECT e.entry_id, e.at, e.actor, e.tenant_id, e.action, ${SEARCHED}
         FROM audit.entries e WHERE e.entry_id = ANY($1)`,
      [rows.map((row) => row.entry_id)],
    );
  }
  const until = rows.length < BATCH_MAX ? before : (rows.at(-1)?.tx ?? before);
  await tx.query('UPDATE audit.head SET position = $1, hash = $2, chained_before = $3::xid8', [
    position + rows.length,
    last,
    until,
  ]);
  return rows.length;
}
