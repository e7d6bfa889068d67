import { assert } from '../kit/assert.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { findRecord, saveRecord } from '../kit/idempotency/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { accountsOf, lockAccounts } from './accounts.ts';

/** A request that has one effect, however often it comes. */
export interface OneRequest {
  readonly tenantId: number;
  readonly operation: string;
  readonly idempotency: Idempotency | null;
  readonly at: Date;
}

interface Done<Made> {
  readonly resource: string;
  readonly made: Made;
  /** Kept for repeated requests. */
  readonly answer?: string | null;
}

/**
 * Does something for a tenant in one transaction, once per idempotency key: `work` gives the id of
 * what it made, and a repeated request gets that id and `null` for the rest. Under the tenant's lock,
 * which is the one that orders take, so that a key has one effect whatever it is sent to.
 */
export async function once<Made>(
  database: Database,
  { tenantId, operation, idempotency, at }: OneRequest,
  work: (tx: Tx) => Promise<Done<Made>>,
): Promise<Done<Made | null>> {
  return database.transaction(async (tx) => {
    const accounts = await accountsOf(tx, tenantId);
    await lockAccounts(tx, [accounts.available]);
    const record = idempotency && (await findRecord(tx, tenantId, idempotency.key));
    if (record && record.fingerprint !== idempotency.fingerprint) {
      throw new Refusal('idempotency_key_reused');
    }
    if (record) return { resource: record.resource, made: null, answer: record.answer ?? null };
    const done = await work(tx);
    if (idempotency) {
      const { resource, answer = null } = done;
      await saveRecord(tx, { ...idempotency, tenantId, operation, resource, at, answer });
    }
    return done;
  });
}

/**
 * The same for what leaves nothing behind that could be read again: a repeated request gets the first
 * one's answer, which is plain JSON.
 */
export async function answerOnce<Answer extends object>(
  database: Database,
  request: OneRequest,
  work: (tx: Tx) => Promise<{ readonly resource: string; readonly answer: Answer }>,
): Promise<Answer & { readonly replayed: boolean }> {
  const { made, answer } = await once(database, request, async (tx) => {
    const done = await work(tx);
    return { resource: done.resource, made: done.answer, answer: JSON.stringify(done.answer) };
  });
  if (made) return { ...made, replayed: false };
  assert(answer, 'what was answered is kept with its key');
  return { ...(JSON.parse(answer) as Answer), replayed: true };
}
