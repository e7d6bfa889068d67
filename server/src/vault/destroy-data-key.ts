import type { Tx } from '../kit/database/index.ts';

/** Destroys a data key: copies of what it sealed that remain on disk can never be opened again. */
export async function destroyDataKey(tx: Tx, dataKeyId: string): Promise<void> {
  await tx.query('DELETE FROM vault.data_keys WHERE data_key_id = $1', [dataKeyId]);
}
