import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { revokeKey } from './revoke-key.ts';

const BATCH = 100;

/** Revokes keys that nobody revealed in time, notifies their owners and deletes their text; returns how many. */
export async function dropUnseenKeys(
  parts: Notifier & { readonly database: Database; readonly clock: Clock },
): Promise<number> {
  const { database, clock } = parts;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const { rows } = await tx.query<{ key_id: string }>(
      `SELECT key_id FROM partners.keys WHERE unseen_until <= $1
        ORDER BY key_id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [at],
    );
    for (const { key_id: keyId } of rows) {
      const by = { actor: 'system:drop-unseen-keys', at };
      await revokeKey(tx, parts, keyId, 'nobody revealed it in time', by);
    }
    return rows.length;
  });
}
