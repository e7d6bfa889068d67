import { OrderFailureGroup, OrderFailures } from '@psnb2b/contract';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import type { FailedSums, ProductLookup } from '../../orders/index.ts';
import { withPartners } from './partner-refs.ts';

/** Failed orders by reason and product, with the names of their products and businesses. */
export async function presentFailed(db: Db, sums: FailedSums, products: ProductLookup) {
  const named = await withPartners(
    db,
    sums.groups.flatMap(({ most }) => most),
  );
  const partners = new Map(named.map(({ tenantId, partner }) => [tenantId, partner]));
  const groups = sums.groups.map(({ productId, most, ...group }) => {
    const { sku } = required(products(productId), 'an order has its product');
    const written = most.map(({ tenantId, orders, lastOrderId }) => ({
      partner: required(partners.get(tenantId), 'named above'),
      ...{ orders, last_order_id: formatId('ord', lastOrderId) },
    }));
    return present(OrderFailureGroup, { ...group, sku }, { most: written });
  });
  return present(OrderFailures, sums, { groups });
}
