import type { OrderBuyer, PortalOrder } from '@psnb2b/contract';
import { actorNames } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import type { TenantRef } from '../../kit/tenant-ref.ts';
import { type FoundOrder, orderBody } from '../../orders/index.ts';
import { listKeys } from '../../partners/index.ts';
import { buyersOfOrders } from '../../purchases/index.ts';

/** Orders as a partner's people see them: with the key or the person that placed each. */
export async function presentOrders(
  db: Db,
  partnerId: string,
  tenant: TenantRef,
  listed: readonly FoundOrder[],
): Promise<PortalOrder[]> {
  const byPeople = listed.filter(({ keyId }) => keyId === null);
  const people = await buyersOfOrders(
    db,
    tenant,
    byPeople.map(({ terms }) => terms.orderId),
  );
  const names = await actorNames(
    db,
    [...people.values()].map((userId) => `person:${formatId('usr', userId)}`),
  );
  const hasKeys = byPeople.length < listed.length;
  const keys = hasKeys ? await listKeys(db, partnerId) : [];
  const hints = new Map(keys.map(({ keyId, prefix, suffix }) => [keyId, `${prefix}…${suffix}`]));
  const buyerOf = ({ keyId, terms }: FoundOrder): OrderBuyer | null => {
    if (keyId !== null) return { id: formatId('key', keyId), name: hints.get(keyId) ?? null };
    const userId = people.get(terms.orderId);
    if (userId === undefined) return null;
    const id = formatId('usr', userId);
    return { id, name: names.get(`person:${id}`) ?? null };
  };
  return listed.map((order) => ({ ...orderBody(order), bought_by: buyerOf(order) }));
}
