import { randomBytes } from 'node:crypto';
import { connect } from './cluster.ts';
import { openShopApp } from './open-shop-app.ts';
import type { Shop } from './shop.ts';

interface Row {
  readonly run_id: number;
  readonly position: number;
  readonly code_id: string;
  readonly product_id: number;
  readonly lot_id: string;
}

/** Seals the codes of a history that `verify` opens, the first and last of each run, under a key of their lot: then it finds no fault. */
export async function sealSamples(shop: Shop): Promise<void> {
  await using app = await openShopApp(shop);
  const { vault, database } = app;
  // Stored codes are never changed, except here.
  const client = await connect(shop.url, { session_replication_role: 'replica' });
  try {
    const { rows: lots } = await client.query<{ lot_id: string }>('SELECT lot_id FROM stock.lots');
    for (const { lot_id: lotId } of lots) {
      await database.transaction((tx) => vault.createDataKey(tx, lotId));
    }
    const { rows } = await client.query<Row>(
      `SELECT c.run_id, c.position, c.code_id, s.product_id, r.lot_id FROM stock.runs r
         JOIN stock.shelves s USING (shelf_id) JOIN stock.codes c ON c.run_id = r.run_id AND c.position IN (0, r.codes - 1)`,
    );
    for (const {
      run_id,
      position,
      code_id: codeId,
      product_id: productId,
      lot_id: lotId,
    } of rows) {
      const code = randomBytes(10).toString('hex').toUpperCase();
      const key = await vault.dataKey(database.reads, lotId);
      const sealed = vault.seal(key, { codeId, productId, lotId }, { code, serial: null });
      await client.query(
        'UPDATE stock.codes SET sealed = $3, fingerprint = $4 WHERE run_id = $1 AND position = $2',
        [run_id, position, sealed, vault.fingerprint(code)],
      );
    }
    await client.query('VACUUM stock.codes');
  } finally {
    await client.end();
  }
}
