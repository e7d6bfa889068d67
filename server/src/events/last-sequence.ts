import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** The number of the latest event of a tenant; 0 before its first. Under the tenant's lock the next one has the number after it. */
export async function lastSequence(db: Db, tenantId: number): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    'SELECT last_sequence AS last FROM events.streams WHERE tenant_id = $1',
    [tenantId],
  );
  return required(rows[0], 'a tenant has its stream').last;
}
