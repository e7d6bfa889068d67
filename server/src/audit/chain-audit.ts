import { createHash } from 'node:crypto';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';

const BATCH_MAX = 5_000;
const DOMAIN = 'psnb2b-audit-v1\0';

/** The columns that the hash covers, as one text; `audit.chain_next` builds it the same way. */
export const PAYLOAD = `concat_ws(E'\\x1f', entry_id, to_char(at AT TIME ZONE 'UTC',
  'YYYY-MM-DD"T"HH24:MI:SS.US'), actor, coalesce(tenant_id::text, '-'), action, subject,
  coalesce(address, '-'), coalesce(request_id, '-'), detail)`;

/** What a search looks through, in lower case; `audit.chain_next` copies it. */
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
  const { rows } = await tx.query<{ chained: number }>('SELECT audit.chain_next($1) AS chained', [
    BATCH_MAX,
  ]);
  return required(rows[0], 'a function gives a row').chained;
}
