import type { Db } from '../kit/database/index.ts';
import { namesById } from '../kit/names-by-id.ts';

/** Names price changes by their ids: the product of a single price, or how many prices there are. */
export function priceChangeNames(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT l.change_id AS id,
            CASE WHEN count(*) = 1 THEN 'of ' || min(p.sku) || ' in ' || min(l.currency)
                 ELSE 'of ' || count(*) || ' prices, ' || min(p.sku) || ' and others' END AS name
       FROM catalog.price_change_lines l JOIN catalog.products p ON p.product_id = l.product_id
      WHERE l.change_id = ANY($1::uuid[]) GROUP BY l.change_id`,
    ids,
  );
}
