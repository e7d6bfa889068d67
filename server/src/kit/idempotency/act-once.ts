import { advisoryLocks, type Database, isContention, type Tx } from '../database/index.ts';
import { type Idempotency, inProgress } from '../http/index.ts';
import { Refusal } from '../refusal.ts';

/**
 * Does something for somebody in one transaction, once per key: `act` gives the id of what it made.
 * A request that comes again gets that id and `null` for the rest; one that comes at the same time
 * waits, and then is one that comes again. A key that was used for something else is refused.
 */
export async function actOnce<Made>(
  database: Database,
  actor: string,
  operation: string,
  { idempotency, at }: { readonly idempotency: Idempotency | null; readonly at: Date },
  act: (tx: Tx) => Promise<{ readonly resource: string; readonly made: Made }>,
): Promise<{ readonly resource: string; readonly made: Made | null }> {
  return database.transaction(async (tx) => {
    if (!idempotency) return act(tx);
    const { key, fingerprint } = idempotency;
    await lockAct(tx, actor + key);
    const { rows } = await tx.query<{ resource: string; fingerprint: Buffer }>(
      'SELECT resource, fingerprint FROM kit.acts WHERE actor = $1 AND key = $2',
      [actor, key],
    );
    if (rows[0]) {
      if (rows[0].fingerprint.toString('hex') === fingerprint) {
        return { resource: rows[0].resource, made: null };
      }
      throw new Refusal('idempotency_key_reused');
    }
    const done = await act(tx);
    await tx.query(
      `INSERT INTO kit.acts (actor, key, fingerprint, operation, resource, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [actor, key, Buffer.from(fingerprint, 'hex'), operation, done.resource, at],
    );
    return done;
  });
}

/** One who waits for longer than a lock may is told that the first is still running. */
async function lockAct(tx: Tx, name: string): Promise<void> {
  try {
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [advisoryLocks.sameAct, name]);
  } catch (error) {
    throw isContention(error) ? inProgress() : error;
  }
}
