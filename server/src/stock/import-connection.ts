import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { advisoryLocks, type Database, isContention } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { MINUTE_MS } from '../kit/time.ts';

/** Two imports with the same values here are of the same lot. */
export interface LotIdentity {
  readonly sha256: Buffer;
  /** Null where nobody said. */
  readonly supplierId: string | null;
  readonly mode: 'live' | 'test';
  /** What a person stated about the file: `termsText`. */
  readonly terms: string;
}

/**
 * A connection for filling or emptying one lot, which nobody else does until it ends: a killed process releases the lot. Waits
 * for another one at most 30 s, then refuses. Its commits need not reach the disk at once: a lot is sold only after a later
 * commit that does and that depends on them, and an import continues from whatever was stored.
 */
export async function lotConnection(
  database: Database,
  lot: LotIdentity,
): Promise<ClientBase & { end(): Promise<void> }> {
  const connection = await database.connect({
    synchronous_commit: 'off',
    lock_timeout: '30s',
    statement_timeout: String(5 * MINUTE_MS),
    idle_in_transaction_session_timeout: '60s',
  });
  try {
    await connection.query('SELECT pg_advisory_lock($1, $2)', [
      advisoryLocks.lotImport,
      lockNumber(lot),
    ]);
    return connection;
  } catch (error) {
    await connection.end();
    if (!isContention(error)) throw error;
    throw new LotBusy();
  }
}

/** Somebody imports or discards the same file at this moment. */
export class LotBusy extends Refusal<'invalid_state'> {
  constructor() {
    const detail =
      'This file is being imported or discarded at the moment; try again when that is done.';
    super('invalid_state', { current_status: 'importing' }, { detail });
  }
}

function lockNumber({ sha256, supplierId, mode, terms }: LotIdentity): number {
  return createHash('sha256')
    .update(sha256)
    .update(`${mode}\n${supplierId}\n${terms}`)
    .digest()
    .readInt32BE();
}
