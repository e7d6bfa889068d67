import { advisoryLocks, isContention, type Tx } from '../database/index.ts';
import { type Idempotency, inProgress } from '../http/index.ts';
import { findMade, type KeyOwner, save } from './records.ts';

/** A request that has one effect, however often it comes. */
export interface OneRequest {
  /** Whose key it is; of a tenant only under the lock of its account. */
  readonly owner: KeyOwner;
  /** Id of the contract's operation. */
  readonly operation: string;
  /** Null: the request has no key, and is new each time. */
  readonly idempotency: Idempotency | null;
  readonly at: Date;
}

/** What a request did: the id of what it made or changed, and what else its first reply needs. */
export interface Done<Made> {
  readonly resource: string;
  readonly made: Made;
  /** Kept for repeated requests, where the resource does not tell it. */
  readonly answer?: string | null;
}

/**
 * Does something at most once per idempotency key, in the transaction of its effect. A request that comes again gets
 * the id that the first one gave, and null for what it made; a key that was used for another request is
 * `idempotency_key_reused`. Only a commit uses a key up.
 *
 * Two requests of one key come one after the other: those of a tenant wait for the lock of its account, which the
 * caller holds, so that a key has one effect whatever it is sent to; those of a person wait here, and one who waits
 * for longer than a lock may is told `idempotency_in_progress`.
 */
export async function once<Made>(
  tx: Tx,
  { owner, operation, idempotency, at }: OneRequest,
  work: (tx: Tx) => Promise<Done<Made>>,
): Promise<Done<Made | null>> {
  if (!idempotency) return work(tx);
  if ('userId' in owner) await lockKey(tx, owner.userId + idempotency.key);
  const found = await findMade(tx, owner, idempotency);
  if (found) return { ...found, made: null };
  const done = await work(tx);
  const { resource, answer = null } = done;
  await save(tx, owner, { ...idempotency, operation, resource, answer, at });
  return done;
}

async function lockKey(tx: Tx, name: string): Promise<void> {
  try {
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [advisoryLocks.sameAct, name]);
  } catch (error) {
    throw isContention(error) ? inProgress() : error;
  }
}
