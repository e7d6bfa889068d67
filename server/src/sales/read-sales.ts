import type { Db } from '../kit/database/index.ts';
import { NO_ID } from '../kit/ids.ts';
import type { Sums } from './figures.ts';
import type { Range } from './range.ts';
import { WAITING_MAX } from './read-today.ts';

/** What sums are kept apart by. */
export type Grouping = 'none' | 'day' | 'tenant' | 'product' | 'supplier' | 'tier';

/** The column of each grouping, and its value as a text. */
const KEYS: Readonly<Record<Exclude<Grouping, 'none'>, readonly [column: string, key: string]>> = {
  day: ['d.day', "to_char(d.day, 'YYYY-MM-DD')"],
  tenant: ['d.tenant_id', 'd.tenant_id::text'],
  product: ['d.product_id', 'd.product_id::text'],
  supplier: ['s.supplier_id', "coalesce(s.supplier_id::text, '')"],
  tier: ['d.tier', 'd.tier'],
};

/** Which sales are read; what is left out leaves nothing out. */
export interface SalesFilter {
  readonly tenantIds?: readonly number[] | undefined;
  readonly productIds?: readonly number[] | undefined;
  /** Null: of one that does not exist. */
  readonly supplierId?: string | null | undefined;
  readonly tier?: string | undefined;
}

export interface GroupSums extends Sums {
  readonly key: string;
  readonly currency: string;
}

/** The last day of a range ends at this moment; without one it ends with the day. */
export interface Asked extends Range {
  readonly cutAt?: Date | undefined;
}

const SUMS = `sum(d.sold_codes)::bigint AS "soldCodes", sum(d.sold)::bigint AS sold,
  sum(d.returned_codes)::bigint AS "returnedCodes", sum(d.returned)::bigint AS returned,
  sum(d.refunded_codes)::bigint AS "refundedCodes", sum(d.refunded)::bigint AS refunded,
  sum(d.replaced_codes)::bigint AS "replacedCodes", sum(d.restocked_codes)::bigint AS "restockedCodes",
  sum(d.known_codes)::bigint AS "knownCodes", sum(d.known_sold)::bigint AS "knownSold",
  sum(d.known_back)::bigint AS "knownBack", sum(d.cost)::bigint AS cost, sum(d.foreign_codes)::bigint AS "foreignCodes"`;

/** Sums of these days by key and currency; see `readSalesBy`. */
export async function readSales(
  db: Db,
  asked: Asked,
  by: Grouping,
  filter: SalesFilter = {},
): Promise<readonly GroupSums[]> {
  const sumsOf = await readSalesBy(db, asked, [by], filter);
  return sumsOf(by);
}

/**
 * Sums of these days by key and currency, for each of the groupings: what the worker counted, and what it has not counted yet. The days are
 * read once for all groupings. A last day that is cut is read from its orders. Currencies are never added together.
 */
export async function readSalesBy<By extends Grouping>(
  db: Db,
  { from, to, cutAt }: Asked,
  groupings: readonly By[],
  { tenantIds, productIds, supplierId, tier }: SalesFilter = {},
): Promise<(by: By) => readonly GroupSums[]> {
  const wanted = [...new Set<Grouping>(groupings)].sort();
  const keyed = wanted.filter((by) => by !== 'none');
  const sets = wanted.map((by) =>
    by === 'none' ? '(d.currency)' : `(${KEYS[by][0]}, d.currency)`,
  );
  // What a row is grouped by is the one column that is not added up.
  const pick = (textOf: (by: keyof typeof KEYS) => string, none: string) =>
    `CASE ${keyed.map((by) => `WHEN GROUPING(${KEYS[by][0]}) = 0 THEN ${textOf(by)}`).join(' ')}
          WHEN true THEN '${none}' END`;
  const isOfSuppliers = wanted.includes('supplier') || supplierId !== undefined;
  const { rows } = await db.query<GroupSums & { readonly by: Grouping }>(
    // Sorted outside: inside, PostgreSQL would sort every day of every partner to add them up in that order.
    `SELECT * FROM (SELECT ${pick((by) => `'${by}'`, 'none')} AS by, ${pick((by) => KEYS[by][1], '')} AS key, d.currency, ${SUMS}
       FROM (SELECT * FROM sales.days
              WHERE day >= $1 AND (day < $2 OR day = $2 AND $3::timestamptz IS NULL)
              UNION ALL
             SELECT * FROM sales.pending($8)
              WHERE day >= $1 AND (day < $2 OR day = $2 AND $3::timestamptz IS NULL)
              UNION ALL
             SELECT x.* FROM (SELECT coalesce((SELECT zone FROM sales.state), 'UTC') AS zone) z
              CROSS JOIN LATERAL sales.daily(z.zone, $2::date::timestamp AT TIME ZONE z.zone, $3, NULL, NULL, NULL, NULL) x
              WHERE $3::timestamptz IS NOT NULL) d
       ${isOfSuppliers ? 'LEFT JOIN stock.suppliers_of_lots() s ON s.lot_id = d.lot_id' : ''}
      WHERE ($4::int[] IS NULL OR d.tenant_id = ANY($4)) AND ($5::int[] IS NULL OR d.product_id = ANY($5))
        AND ($6::uuid IS NULL OR ${isOfSuppliers ? 's.supplier_id = $6' : 'false'}) AND ($7::text IS NULL OR d.tier = $7)
      GROUP BY GROUPING SETS (${sets.join(', ')}) OFFSET 0) sums ORDER BY by, key, currency`,
    [
      ...[from, to, cutAt ?? null, tenantIds ?? null, productIds ?? null],
      ...[supplierId === null ? NO_ID : supplierId, tier ?? null, WAITING_MAX],
    ],
    `sales.read_${wanted.join('_')}${isOfSuppliers ? '_of_suppliers' : ''}`,
  );
  return (wantedBy) => rows.filter(({ by }) => by === wantedBy);
}

/** The same moment of another day, by the shop's clock: what a day that is not over is compared with. */
export async function sameTimeOn(db: Db, day: string, at: Date): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT ($1::date + ($2::timestamptz AT TIME ZONE z.zone)::time) AT TIME ZONE z.zone AS at
       FROM (SELECT coalesce((SELECT zone FROM sales.state), 'UTC') AS zone) z`,
    [day, at],
    'sales.same_time_on',
  );
  return rows[0]?.at ?? null;
}
