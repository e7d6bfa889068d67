import type { OrderCode } from '@psnb2b/contract';
import { type CatalogWatch, denominationText } from '../catalog/index.ts';
import { assert } from '../kit/assert.ts';
import { formatId } from '../kit/ids.ts';
import type { Soon } from '../kit/soon.ts';
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

type SecretOf = Pick<OrderCode, 'code' | 'sealed' | 'serial'>;

/** A code for its buyer: in the clear, or sealed if there is a key; null if it is not shown. */
export function secretOf(
  id: string,
  plain: PlainCode | null,
  publicKey: string | null,
): Soon<SecretOf> {
  if (publicKey === null) return plain ?? { code: null, serial: null };
  if (plain === null) return { sealed: null, serial: null };
  return sealFor(publicKey, { id, ...plain }).then((sealed) => ({ sealed, serial: null }));
}

export type CodeDelivery = Pick<
  OrderCode,
  'status' | 'replaces' | 'delivered_at' | 'claimable_until'
>;

/** A code as it is shown. Its members are named one by one, which is faster than copying those of three objects. */
export function shownCode(
  id: string,
  secret: SecretOf,
  { region, denomination, face_currency }: ReturnType<typeof sharedBy>,
  expiresAt: string | null,
  { status, replaces, delivered_at, claimable_until }: CodeDelivery,
): OrderCode {
  return {
    id,
    ...secret,
    region,
    denomination,
    face_currency,
    expires_at: expiresAt,
    status,
    replaces,
    delivered_at,
    claimable_until,
  };
}

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
