import type { OrderBuyer, PortalOrder } from '@psnb2b/contract';
import { actorNames } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import type { TenantRef } from '../../kit/tenant-ref.ts';
import { type FoundOrder, orderBody } from '../../orders/index.ts';
import { listKeys } from '../../partners/index.ts';
import { purchasesOfOrders } from '../../purchases/index.ts';

/** Orders as a partner's people see them: with the key or the person that placed each, and the purchase of a person. */
export async function presentOrders(
  db: Db,
  partnerId: string,
  tenant: TenantRef,
  listed: readonly FoundOrder[],
): Promise<PortalOrder[]> {
  const byPeople = listed.filter(({ keyId }) => keyId === null);
  const purchases = await purchasesOfOrders(
    db,
    tenant,
    byPeople.map(({ terms }) => terms.orderId),
  );
  const names = await actorNames(
    db,
    [...purchases.values()].map(({ userId }) => `person:${formatId('usr', userId)}`),
  );
  const hasKeys = byPeople.length < listed.length;
  const keys = hasKeys ? await listKeys(db, partnerId) : [];
  const hints = new Map(keys.map(({ keyId, prefix, suffix }) => [keyId, `${prefix}…${suffix}`]));
  const buyerOf = ({ keyId, terms }: FoundOrder): OrderBuyer | null => {
    if (keyId !== null) return { id: formatId('key', keyId), name: hints.get(keyId) ?? null };
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
