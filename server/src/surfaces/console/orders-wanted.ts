import * as contract from '@psnb2b/contract';
import { productIdsOf } from '../../catalog/index.ts';
import { findUser } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters } from '../../kit/given.ts';
import { parseId } from '../../kit/ids.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import {
  failedLatelyAfter,
  type OrderFilters,
  type OrderScope,
  ownerOfOrder,
} from '../../orders/index.ts';
import { findKey, tenantIdsIn, tenantOf } from '../../partners/index.ts';
import { ordersOfPurchase } from '../../purchases/index.ts';
import type { ConsoleCall } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** How many partners a part of a name can mean. */
const NAMED_MAX = 1_000;

/** Whose orders are wanted, and which of them. */
export interface OrdersWanted {
  readonly scope: OrderScope;
  readonly wanted: OrderFilters;
}

type Asked = Omit<ConsoleCall<'exportOrders'>['query'], 'raw'>;
/** A condition; null: nothing meets it. */
type Found = Partial<OrdersWanted> | null;

/** The orders that staff ask for: what the list shows, its export has. An id of nothing matches nothing. */
export async function ordersWanted(
  { catalog, database }: Pick<Parts, 'catalog' | 'database'>,
  asked: Asked,
  at: Date,
): Promise<OrdersWanted> {
  const {
    mode: chosen,
    queue,
    failedDays,
    partnerId,
    boughtBy,
    region,
    sku,
    search,
    ...wanted
  } = filters(contract.StaffOrderFilters, asked);
  const db = database.reads;
  // nothing: the mode of no order is asked for, so live orders are.
  const mode = chosen ?? (await modeOfOrder(db, search)) ?? 'live';
  const all = { tenantIds: await tenantIdsIn(db, mode), mode };
  const { scope = all, wanted: named } = inAll(
    [
      partnerId === undefined ? {} : await ofPartner(db, partnerId, mode),
      boughtBy === undefined ? {} : await placedBy(db, boughtBy, mode),
      search === undefined ? {} : await foundBy({ catalog, db }, search, all),
    ],
    mode,
  );
  return {
    scope,
    wanted: {
      ...wanted,
      ...named,
      productIds: productIdsOf(catalog.current, { region, sku }),
      waiting: queue === 'failed' ? undefined : queue,
      failedAfter: queue === 'failed' ? failedLatelyAfter(at, failedDays) : undefined,
    },
  };
}

/** The mode of the order whose id is searched for: whoever has an id need not know it. */
async function modeOfOrder(db: Db, search: string | undefined): Promise<Mode | null> {
  const orderId = search === undefined ? null : parseId('ord', search.trim());
  if (orderId === null) return null;
  return (await orNothing(ownerOfOrder(db, orderId)))?.mode ?? null;
}

/** What all of these conditions ask for together; each scope is one tenant. */
function inAll(found: readonly Found[], mode: Mode): Partial<OrdersWanted> {
  let together: Partial<OrdersWanted> = {};
  for (const each of found) {
    if (each === null || isOther(together, each)) return { scope: { tenantIds: [], mode } };
    together = { ...together, ...each, wanted: { ...together.wanted, ...each.wanted } };
  }
  return together;
}

/** Whether two conditions name different tenants, keys or people. */
function isOther(one: Partial<OrdersWanted>, other: Partial<OrdersWanted>): boolean {
  const names = ({ scope, wanted }: Partial<OrdersWanted>) => [
    scope && 'tenantId' in scope ? scope.tenantId : undefined,
    wanted?.keyId,
    wanted?.userId,
  ];
  const others = names(other);
  return names(one).some(
    (name, index) => name !== undefined && others[index] !== undefined && name !== others[index],
  );
}

async function ofPartner(db: Db, partnerId: string, mode: Mode): Promise<Found> {
  const tenant = await orNothing(tenantOf(db, partnerId, mode));
  return tenant ? { scope: { tenantId: tenant.tenantId, mode } } : null;
}

/** What a key or a person placed. */
async function placedBy(db: Db, id: string, mode: Mode): Promise<Found> {
  const keyId = parseId('key', id);
  if (keyId !== null) {
    const key = await orNothing(findKey(db, keyId));
    if (key?.mode !== mode) return null;
    return { scope: { tenantId: key.tenantId, mode }, wanted: { keyId } };
  }
  const userId = parseId('usr', id);
  const partnerId = userId && (await orNothing(findUser(db, userId)))?.partnerId;
  if (!userId || !partnerId) return null;
  const of = await ofPartner(db, partnerId, mode);
  return of && { ...of, wanted: { userId } };
}

/** What a search names: an order, the orders of a purchase, a partner, a key or a person; or parts of names. */
async function foundBy(
  { catalog, db }: Pick<Parts, 'catalog'> & { readonly db: Db },
  search: string,
  all: Extract<OrderScope, { tenantIds: unknown }>,
): Promise<Found> {
  const text = search.trim();
  const orderId = parseId('ord', text);
  if (orderId !== null) return { wanted: { orderId } };
  const purchaseId = parseId('pur', text);
  if (purchaseId !== null) {
    return { wanted: { orderIds: await ordersOfPurchase(db, all.tenantIds, purchaseId) } };
  }
  const partnerId = parseId('prt', text);
  if (partnerId !== null) return ofPartner(db, partnerId, all.mode);
  if (parseId('key', text) !== null || parseId('usr', text) !== null) {
    return placedBy(db, text, all.mode);
  }
  const part = text.toUpperCase();
  const productIds = catalog.current.products
    .filter(({ sku }) => sku.toUpperCase().includes(part))
    .map(({ productId }) => productId);
  const tenantIds = await tenantIdsIn(db, all.mode, { part: text, most: NAMED_MAX });
  return { wanted: { referencePart: text, named: { productIds, tenantIds } } };
}

async function orNothing<Value>(found: Promise<Value>): Promise<Value | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return null;
    throw error;
  }
}
