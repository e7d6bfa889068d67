import { addProduct, type ProductStatus, setProductStatus } from '../catalog/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { ensureShelves } from '../stock/index.ts';

/**
 * Pauses, retires or activates a product, and notifies the staff who sell and stock it. Orders that wait keep their codes or their
 * place. `unknown_product` for an unknown SKU.
 */
export async function changeProductStatus(
  tx: Tx,
  { sku, status }: { readonly sku: string; readonly status: ProductStatus },
  { at, actor }: By,
): Promise<void> {
  if (!(await setProductStatus(tx, { at, actor, sku, status }))) return;
  await notify(tx, 'product.status_changed', 'staff', { sku, status, at });
}

/** Adds a product with empty shelves: codes can be imported for it, and a list price can be set. Returns its SKU. */
export async function addProductWithShelves(
  tx: Tx,
  product: Parameters<typeof addProduct>[1],
  by: By,
): Promise<string> {
  const sku = await addProduct(tx, product, by);
  await ensureShelves(tx, by.at);
  return sku;
}
