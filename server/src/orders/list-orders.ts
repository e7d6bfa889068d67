import {
  type OrderFailureCode,
  type OrderSort,
  type OrderStatus,
  orderSortedMax,
} from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, idPlace, numberedPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';
import { invalid } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import {
  type FoundOrder,
  type OrderRow,
  orderColumns,
  type ProductLookup,
  type StoredOrder,
  stored,
} from './store.ts';

/** Whose orders are listed: a tenant's; or, for staff, those of many tenants of one mode. */
export type OrderScope =
  | TenantRef
  | { readonly tenantIds: readonly number[]; readonly mode: TenantRef['mode'] };

/** Which of their orders are listed. */
export interface OrderFilters {
  readonly status?: readonly OrderStatus[] | undefined;
  readonly productIds?: readonly number[] | undefined;
  /** The partner's own reference, whole; or a part of it, in any case. */
  readonly reference?: string | undefined;
  readonly referencePart?: string | undefined;
  readonly orderId?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  readonly deliveredAfter?: Date | undefined;
  readonly deliveredBefore?: Date | undefined;
  /** The key that placed them. */
  readonly keyId?: string | undefined;
  /** The person who bought them. */
  readonly userId?: string | undefined;
  /** Only these. */
  readonly orderIds?: readonly string[] | undefined;
  /** What else a text can name beside a part of a reference: products and tenants. */
  readonly named?: {
    readonly productIds: readonly number[];
    readonly tenantIds: readonly number[];
  };
  /** Only those that wait for staff, or for codes. */
  readonly waiting?: 'approval' | 'codes' | undefined;
  /** Only those that failed later than this. */
  readonly failedAfter?: Date | undefined;
  /** Only those that failed for this reason. */
  readonly failure?: OrderFailureCode | undefined;
}

/** The conditions of a list, over the values of `valuesOf`. What names a state is literal, so that the index over these few serves. */
function whereOf(
  scope: OrderScope,
  { waiting, failedAfter, failure, referencePart = '' }: OrderFilters,
): string {
  // Half the time where only ASCII is looked for, which is nearly always.
  const reference = ASCII.test(referencePart) ? 'reference COLLATE "C"' : 'reference';
  return `tenant_id = ${'tenantIds' in scope ? 'ANY($1::int[])' : '$1'}
        AND ($2::text[] IS NULL OR status = ANY($2))
        AND ($3::int[] IS NULL OR product_id = ANY($3))
        AND ($4::text IS NULL OR reference = $4)
        AND ($5::text IS NULL OR strpos(lower(${reference}), lower($5)) > 0
             OR product_id = ANY($6::int[]) OR tenant_id = ANY($7::int[]))
        AND ($8::timestamptz IS NULL OR created_at > $8)
        AND ($9::timestamptz IS NULL OR created_at < $9)
        AND ($10::uuid IS NULL OR order_id = $10)
        AND ($11::timestamptz IS NULL OR delivered_at > $11)
        AND ($12::timestamptz IS NULL OR delivered_at < $12)
        AND ($13::uuid IS NULL OR order_id >= $13)
        AND ($14::uuid IS NULL OR order_id < $14)
        AND ($15::uuid IS NULL OR key_id = $15)
        AND ($16::uuid IS NULL OR user_id = $16)
        AND ($17::uuid[] IS NULL OR order_id = ANY($17))
        AND ($18::timestamptz IS NULL OR failed_at > $18)
        AND ($19::text IS NULL OR failure_code = $19)
        ${failedAfter || failure ? "AND status = 'failed'" : ''} ${waiting ? WAITING[waiting] : ''}`;
}

const ASCII = /^[ -~]*$/;

const WAITING = {
  approval: "AND status = 'pending' AND payment = 'balance' AND expires_at IS NULL",
  codes: "AND status = 'pending' AND payment = 'balance' AND expires_at IS NOT NULL",
} as const satisfies Record<NonNullable<OrderFilters['waiting']>, string>;

const valuesOf = (scope: OrderScope, filters: OrderFilters) => [
  'tenantIds' in scope ? scope.tenantIds : scope.tenantId,
  filters.status ?? null,
  filters.productIds ?? null,
  filters.reference ?? null,
  filters.referencePart ?? null,
  filters.named?.productIds ?? null,
  filters.named?.tenantIds ?? null,
  filters.createdAfter ?? null,
  filters.createdBefore ?? null,
  filters.orderId ?? null,
  filters.deliveredAfter ?? null,
  filters.deliveredBefore ?? null,
  ...idsBetween(filters),
  filters.keyId ?? null,
  filters.userId ?? null,
  filters.orderIds ?? null,
  filters.failedAfter ?? null,
  filters.failure ?? null,
];

/**
 * Between which ids the orders of these times are: the id of an order begins with the millisecond in which it was created, so that
 * the index finds them. An order is not delivered before it is created.
 */
function idsBetween({
  createdAfter,
  createdBefore,
  deliveredBefore,
}: OrderFilters): [string | null, string | null] {
  const ends = [createdBefore, deliveredBefore].filter((each) => each !== undefined);
  const end = ends.length > 0 ? Math.min(...ends.map(Number)) : null;
  return [
    createdAfter ? firstId(createdAfter.getTime()) : null,
    end === null ? null : firstId(end),
  ];
}

/** The lowest id of a millisecond since the epoch, or of the epoch. */
function firstId(milliseconds: number): string {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Pages of a list of orders, newest first, which is cut by their ids. */
export const orderPages = new Pages('orders', idPlace, ({ terms }: StoredOrder) => terms.orderId, {
  turns: true,
});

/** Newest first. */
export async function listOrders(
  db: Db,
  scope: OrderScope,
  { behind, limit, turned = false, ...filters }: OrderFilters & PageAsked<string>,
  products: ProductLookup,
): Promise<FoundOrder[]> {
  const { behind: before, order } = falling({ turned });
  const { rows } = await db.query<OrderRow>(
    `SELECT ${orderColumns} FROM orders.orders
      WHERE ${whereOf(scope, filters)} AND ($20::uuid IS NULL OR order_id ${before} $20)
      ORDER BY order_id ${order} LIMIT $21`,
    [...valuesOf(scope, filters), behind ?? null, limit],
  );
  return rows.map((row) => stored(row, scope.mode, products));
}

/** How many orders match, counted to one more than `most`. */
export async function countOrders(
  db: Db,
  scope: OrderScope,
  filters: OrderFilters,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM orders.orders WHERE ${whereOf(scope, filters)} LIMIT $20) counted`,
    [...valuesOf(scope, filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

type Sorted = Exclude<OrderSort, 'newest'>;

/** The rank of orders that wait without end: behind every time, and within what a cursor can name. */
const WITHOUT_END = 999_999_999_999_999;

/** What each order of the list sorts by, as a number; ties by id. */
const SORTS = {
  oldest: { value: 'extract(epoch FROM created_at) * 1000', down: false },
  largest: { value: 'total', down: true },
  smallest: { value: 'total', down: false },
  ends: { value: `coalesce(extract(epoch FROM expires_at) * 1000, ${WITHOUT_END})`, down: false },
} as const satisfies Record<Sorted, { readonly value: string; readonly down: boolean }>;

export interface SortedOrder extends FoundOrder {
  readonly rank: number;
}

/** Pages of the same list in another order. */
export const sortedOrderPages = (sort: Sorted) =>
  new Pages(
    `orders by ${sort}`,
    numberedPlace,
    ({ rank, terms }: SortedOrder) => ({ number: rank, id: terms.orderId }),
    { turns: true },
  );

/**
 * In another order than by age. No index is kept for it, so it is refused with `validation_failed` if more orders match than can be
 * sorted at once.
 */
export async function listSortedOrders(
  db: Db,
  scope: OrderScope,
  sort: Sorted,
  {
    behind,
    limit,
    turned = false,
    ...filters
  }: OrderFilters & PageAsked<{ readonly number: number; readonly id: string }>,
  products: ProductLookup,
): Promise<SortedOrder[]> {
  const { value, down } = SORTS[sort];
  const { behind: before, order } = down ? falling({ turned }) : rising({ turned });
  if ((await countOrders(db, scope, filters, orderSortedMax)) > orderSortedMax) {
    const detail = `Up to ${orderSortedMax} orders can be sorted like this; narrow the filters first.`;
    throw invalid({ pointer: '/sort', code: 'max_items', detail });
  }
  const { rows } = await db.query<OrderRow & { rank: number }>(
    `SELECT * FROM (
       SELECT ${orderColumns}, (${value})::bigint AS rank
         FROM orders.orders WHERE ${whereOf(scope, filters)}) sorted
      WHERE $20::bigint IS NULL OR (rank, order_id) ${before} ($20, $21::uuid)
      ORDER BY rank ${order}, order_id ${order} LIMIT $22`,
    [...valuesOf(scope, filters), behind?.number ?? null, behind?.id ?? null, limit],
  );
  return rows.map((row) => ({ ...stored(row, scope.mode, products), rank: row.rank }));
}
