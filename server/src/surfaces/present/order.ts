import type { OrderBuyer, PortalOrder, StaffOrder } from '@psnb2b/contract';
import { actorNames } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { type FoundOrder, orderBody, waitsFor } from '../../orders/index.ts';
import { keyNames, tenantPartners } from '../../partners/index.ts';
import { purchasesOfOrders } from '../../purchases/index.ts';
import { partnerRefs } from './partner-refs.ts';

/** Orders as people see them: with the key or the person that placed each, and the purchase of a person. */
export async function presentOrders(db: Db, listed: readonly FoundOrder[]): Promise<PortalOrder[]> {
  const byPeople = listed.filter(({ keyId }) => keyId === null);
  const purchases = await purchasesOfOrders(
    db,
    [...new Set(byPeople.map(({ tenantId }) => tenantId))],
    byPeople.map(({ terms }) => terms.orderId),
  );
  const names = await actorNames(
    db,
    [...purchases.values()].map(({ userId }) => `person:${formatId('usr', userId)}`),
  );
  const keys = await keyNames(
    db,
    listed.flatMap(({ keyId }) => keyId ?? []),
  );
  const buyerOf = ({ keyId, terms }: FoundOrder): OrderBuyer | null => {
    if (keyId !== null) return { id: formatId('key', keyId), name: keys.get(keyId) ?? null };
    const purchase = purchases.get(terms.orderId);
    if (purchase === undefined) return null;
    const id = formatId('usr', purchase.userId);
    return { id, name: names.get(`person:${id}`) ?? null };
  };
  return listed.map((order) => {
    const purchase = purchases.get(order.terms.orderId);
    return {
      ...orderBody(order),
      bought_by: buyerOf(order),
      purchase_id: purchase ? formatId('pur', purchase.purchaseId) : null,
    };
  });
}

/** The same for staff, with the partner of each, by its tenant, and what it waits for. */
export async function presentStaffOrders(
  db: Db,
  listed: readonly FoundOrder[],
): Promise<StaffOrder[]> {
  const partnerIds = await tenantPartners(
    db,
    listed.map(({ tenantId }) => tenantId),
  );
  const owners = listed.map(({ tenantId }) => ({
    partnerId: required(partnerIds.get(tenantId), 'an order has its partner'),
  }));
  const ref = await partnerRefs(db, owners);
  const orders = await presentOrders(db, listed);
  return listed.map((found, index) => ({
    ...required(orders[index], 'one for each'),
    partner: ref(required(owners[index], 'one for each').partnerId),
    waits_for: waitsFor(found),
  }));
}
