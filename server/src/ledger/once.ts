import { assert } from '../kit/assert.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { type Done, once } from '../kit/idempotency/index.ts';
import { tenantTransaction } from './tenant-transaction.ts';

/** A request of a tenant that has one effect, however often it is sent. */
export interface TenantRequest {
  readonly tenantId: number;
  readonly operation: string;
  readonly idempotency: Idempotency | null;
  readonly at: Date;
}

/** `once` for a tenant: one transaction, under its lock. */
export function onceByTenant<Made>(
  database: Database,
  { tenantId, ...request }: TenantRequest,
  work: (tx: Tx) => Promise<Done<Made>>,
): Promise<Done<Made | null>> {
  return tenantTransaction(database, tenantId, (tx) =>
    once(tx, { owner: { tenantId }, ...request }, work),
  );
}

/**
 * The same for work whose result cannot be read again later: a repeated request gets the stored answer of the first one, which is
 * plain JSON.
 */
export async function answerOnce<Answer extends object>(
  database: Database,
  request: TenantRequest,
  work: (tx: Tx) => Promise<{ readonly resource: string; readonly answer: Answer }>,
): Promise<Answer & { readonly replayed: boolean }> {
  const { made, answer } = await onceByTenant(database, request, async (tx) => {
    const done = await work(tx);
    return { resource: done.resource, made: done.answer, answer: JSON.stringify(done.answer) };
  });
  if (made) return { ...made, replayed: false };
  assert(answer, 'what was answered is kept with its key');
  return { ...(JSON.parse(answer) as Answer), replayed: true };
}
