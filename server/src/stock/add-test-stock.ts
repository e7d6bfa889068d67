import { createHash, randomInt } from 'node:crypto';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { normaliseCode, type Vault } from '../vault/index.ts';
import { lockShelvesOf } from './lock-shelves-of.ts';

/** Codes made in addition to those requested: concurrent orders take from them, too. */
const SPARE = 200;
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';

/**
 * Makes test stock of a product, `quantity` and some spare: real rows of a complete lot, sealed like any other, with codes
 * `TEST-XXXX-XXXX-XXXX` that cannot be mistaken for real ones.
 */
export async function addTestStock(
  parts: { readonly database: Database; readonly vault: Vault; readonly clock: Clock },
  { productId, quantity }: { readonly productId: number; readonly quantity: number },
): Promise<{ lotId: string; codes: number }> {
  const { database, vault, clock } = parts;
  const codes = quantity + SPARE;
  const at = clock.now();
  const lotId = newUuid(at.getTime());
  await database.transaction(async (tx) => {
    await insertLot(tx, lotId, at);
    const dataKey = await vault.createDataKey(tx, lotId);
    const ids = Array.from({ length: codes }, () => newUuid(at.getTime()));
    const texts = ids.map(() => testCode());
    await tx.query('SELECT stock.add_test_codes($1, $2, $3, $4, $5)', [
      lotId,
      await testShelf(tx, productId),
      ids,
      texts.map((code) => vault.fingerprint(normaliseCode(code))),
      texts.map((code, index) => {
        const place = { codeId: required(ids[index], 'each code has an id'), productId, lotId };
        return vault.seal(dataKey, place, { code, serial: null });
      }),
    ]);
    await lockShelvesOf(tx, lotId, at);
    await tx.query('SELECT stock.complete_lot($1, $2)', [lotId, clock.now()]);
  });
  return { lotId, codes };
}

async function insertLot(tx: Tx, lotId: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO stock.lots
       (lot_id, mode, file_name, sha256, cost_currency, imported_by, created_at)
     VALUES ($1, 'test', '', $2, 'USD', 'system:test-stock', $3)`,
    [lotId, createHash('sha256').update(lotId).digest(), at],
  );
}

async function testShelf(tx: Tx, productId: number): Promise<number> {
  const { rows } = await tx.query<{ shelf_id: number }>(
    `SELECT shelf_id FROM stock.shelves WHERE product_id = $1 AND mode = 'test'`,
    [productId],
  );
  if (!rows[0]) throw new Refusal('unknown_product');
  return rows[0].shelf_id;
}

function testCode(): string {
  const group = () =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `TEST-${group()}-${group()}-${group()}`;
}
