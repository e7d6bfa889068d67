import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';

/** The floor of a product, in minor units of its currency; null: no cost is known any more. */
export interface StoredProductFloor {
  readonly productId: number;
  readonly currency: string;
  readonly amount: number | null;
}

async function readProductFloors(db: Db): Promise<StoredProductFloor[]> {
  const { rows } = await db.query<StoredProductFloor>(
    `SELECT product_id AS "productId", currency, amount FROM catalog.product_floors`,
    [],
  );
  return rows;
}

/** Stores floors that differ from those that are stored; products that are left out have none. Returns how many changed. */
export async function storeProductFloors(
  tx: Tx,
  floors: ReadonlyMap<number, { readonly currency: string; readonly floor: number }>,
  at: Date,
): Promise<number> {
  const stored = new Map((await readProductFloors(tx)).map((each) => [each.productId, each]));
  const news: StoredProductFloor[] = [...floors].flatMap(([productId, { currency, floor }]) => {
    const before = stored.get(productId);
    const isSame = before?.amount === floor && before.currency === currency;
    return isSame || floor <= 0 ? [] : [{ productId, currency, amount: floor }];
  });
  const gone = [...stored.values()].filter(({ productId, amount }) => {
    const floor = floors.get(productId)?.floor;
    return amount !== null && (floor === undefined || floor <= 0);
  });
  const changes = [...news, ...gone.map((each) => ({ ...each, amount: null }))];
  if (changes.length === 0) return 0;
  await bumpVersion(tx, 'catalog');
  await tx.query(
    `INSERT INTO catalog.product_floors (product_id, currency, amount, changed_at)
     SELECT *, $4::timestamptz FROM unnest($1::int[], $2::text[], $3::bigint[])
     ON CONFLICT (product_id) DO UPDATE
        SET currency = excluded.currency, amount = excluded.amount, changed = pg_current_xact_id(),
            changed_at = excluded.changed_at`,
    [
      changes.map((each) => each.productId),
      changes.map((each) => each.currency),
      changes.map((each) => each.amount),
      at,
    ],
  );
  return changes.length;
}
