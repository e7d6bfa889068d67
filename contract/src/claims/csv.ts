import type { PortalClaimRow } from './web-app-schemas.ts';

/** A line of the CSV of claims. What was reported is not in it: people write codes there. */
export interface ClaimCsvLine
  extends Pick<PortalClaimRow, 'id' | 'mode' | 'status' | 'reason' | 'order_id' | 'currency'>,
    Pick<PortalClaimRow, 'created_at' | 'decided_at'> {
  readonly reference: string | null;
  readonly sku: string;
  readonly codes: number;
  readonly amount: unknown;
}
/** The columns of the CSV of claims, in this order. */
export const claimCsvColumns = [
  'id',
  'created_at',
  'mode',
  'status',
  'reason',
  'order_id',
  'reference',
  'sku',
  'codes',
  'amount',
  'currency',
  'decided_at',
] as const satisfies readonly (keyof ClaimCsvLine)[];
