import { advisoryLocks, isContention, type Tx } from '../database/index.ts';
import { mustHaveNoGap } from '../gaps/index.ts';
import { type Idempotency, inProgress } from '../http/index.ts';
import { findMade, type KeyOwner, save } from './records.ts';

/** A request that has one effect, however often it is sent. */
export interface OneRequest {
  /** The owner of the key; a tenant's keys are used only under the lock of its account. */
  readonly owner: KeyOwner;
  /** Id of the contract's operation. */
  readonly operation: string;
  /** Null: the request has no key, and is always new. */
  readonly idempotency: Idempotency | null;
  readonly at: Date;
}

/** The result of a request: the id of what it made or changed, and what else its first reply needs. */
export interface Done<Made> {
  readonly resource: string;
  readonly made: Made;
  /** Stored for repeated requests if the resource does not have it. */
  readonly answer?: string | null;
}

/**
 * Runs `work` at most once per idempotency key, in the transaction of its effect. A repeated request gets the id that the first
 * one returned, and null for what it made. A key that was used for another request is `idempotency_key_reused`. Only a commit
 * uses a key up.
 *
 * Two requests of one key run one after the other. Those of a tenant wait for the lock of its account, which the caller holds, so
 * that a key has one effect across all calls. Those of a person wait here; one that waits longer than the lock time-out gets
 * `idempotency_in_progress`.
 */
export async function once<Made>(
  tx: Tx,
  { owner, operation, idempotency, at }: OneRequest,
  work: (tx: Tx) => Promise<Done<Made>>,
): Promise<Done<Made | null>> {
  if (!idempotency) {
    if ('tenantId' in owner) await mustHaveNoGap(tx, owner.tenantId);
    return work(tx);
  }
  if ('userId' in owner) await lockKey(tx, owner.userId + idempotency.key);
  const found = await findMade(tx, owner, idempotency);
  if (found) return { ...found, made: null };
  if ('tenantId' in owner) await mustHaveNoGap(tx, owner.tenantId);
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
