import { denominationText } from './denomination.ts';

export const PRODUCT_STATUSES = ['active', 'paused', 'retired'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

export interface Region {
  readonly region: string;
  readonly name: string;
  /** Of the face values of its cards. */
  readonly currency: string;
}

/** One face value of one region. What it is never changes; its status and limits may. */
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
