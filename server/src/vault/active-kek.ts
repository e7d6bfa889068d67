import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';

/**
 * The version under which new keys are wrapped, locked until the commit: a rotation retires a version only when nobody can still
 * add keys under it. A look-up that waited for the rotation's commit finds its row changed while the new row is not visible yet;
 * the next look-up sees it.
 */
export async function activeKek(tx: Tx): Promise<number> {
  for (let look = 0; look < 3; look += 1) {
    const { rows } = await tx.query<{ version: number }>(
      `SELECT version FROM vault.key_encryption_keys WHERE state = 'active' FOR SHARE`,
    );
    if (rows[0]) return rows[0].version;
  }
  assert(false, 'there is no active key-encryption key');
}
