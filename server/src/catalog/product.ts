import { denominationText } from './denomination.ts';

export const PRODUCT_STATUSES = ['active', 'paused', 'retired'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

export interface Region {
  readonly region: string;
  readonly name: string;
  /** Currency of the face values of its cards. */
  readonly currency: string;
}

/** One face value of one region. Both are fixed; its status and limits may change. */
export interface Product {
  readonly productId: number;
  readonly sku: string;
  readonly region: string;
  readonly denominationMilli: number;
  readonly faceCurrency: string;
  readonly status: ProductStatus;
  readonly minQuantity: number;
  readonly maxQuantity: number;
  /** Transaction of the last change, comparable with a snapshot's xmin. */
  readonly changed: bigint;
  readonly changedAt: Date;
}

/** US, 50000 → `PSN-US-50`. */
export function skuOf(region: string, denominationMilli: number): string {
  return `PSN-${region}-${denominationText(denominationMilli)}`;
}
