import type { OrderCode } from '@psnb2b/contract';
import { type CatalogWatch, denominationText } from '../catalog/index.ts';
import { assert } from '../kit/assert.ts';
import { formatId } from '../kit/ids.ts';
import { type PlainCode, sealFor } from '../vault/index.ts';
import { claimableUntil, type Delivery } from './order.ts';

/** What all codes of one product share. */
export function sharedBy(
  catalog: Pick<CatalogWatch, 'product'>,
  productId: number,
): Pick<OrderCode, 'region' | 'denomination' | 'face_currency'> {
  const product = catalog.product(productId);
  assert(product, `${productId} is a known product`);
  return {
    region: product.region,
    denomination: Number(denominationText(product.denominationMilli)),
    face_currency: product.faceCurrency,
  };
}

/** A code for its buyer: in the clear, or sealed if there is a key; null if it is not shown. */
export async function secretOf(
  id: string,
  plain: PlainCode | null,
  publicKey: string | null,
): Promise<Pick<OrderCode, 'code' | 'sealed' | 'serial'>> {
  if (publicKey === null) return plain ?? { code: null, serial: null };
  return { sealed: plain && (await sealFor(publicKey, { id, ...plain })), serial: null };
}

export type CodeDelivery = Pick<
  OrderCode,
  'status' | 'replaces' | 'delivered_at' | 'claimable_until'
>;

/** How a code was delivered; `replaces` is the id of a replaced code. */
export function deliveryOf(
  delivery: Delivery,
  replaces: string | null = null,
  status: OrderCode['status'] = 'delivered',
): CodeDelivery {
  return {
    status,
    replaces: replaces && formatId('cod', replaces),
    delivered_at: delivery.deliveredAt.toISOString(),
    claimable_until: claimableUntil(delivery).toISOString(),
  };
}
