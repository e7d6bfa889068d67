import type { Db } from '../kit/database/index.ts';
import { type Key, keyLabel } from './key.ts';

/** API keys of any partners by their ids, as people know them: `Web shop (psnb2b_live_Q3xT…9fKa)`. */
export async function keyNames(
  db: Db,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keyIds.length === 0) return new Map();
  const { rows } = await db.query<Pick<Key, 'keyId' | 'name' | 'prefix' | 'suffix'>>(
    'SELECT key_id AS "keyId", name, prefix, suffix FROM partners.keys WHERE key_id = ANY($1::uuid[])',
    [[...new Set(keyIds)]],
  );
  return new Map(rows.map((key) => [key.keyId, keyLabel(key)]));
}
