import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { TenantAccounts } from '../ledger/index.ts';

/** Codes of a delivered order. The caller holds the lock of the tenant's account. */
export interface CodesOf {
  readonly tenantId: number;
  readonly orderId: string;
  readonly codeIds: readonly string[];
}

/**
 * Gives an order other codes for bad ones, from other lots than `lotIds` if possible. Returns the id of each code's replacement;
 * refuses with `out_of_stock` if there are too few for all of them.
 */
export async function replaceCodes(
  tx: Tx,
  at: Date,
  { tenantId, orderId, codeIds }: CodesOf,
  lotIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ available: number; codes: string[] | null }>(
    `SELECT o_available AS available, o_code AS codes
       FROM orders.replace_codes($1, $2, $3, $4::uuid[], $5::uuid[])`,
    [at, tenantId, orderId, codeIds, lotIds],
  );
  const { available, codes } = required(rows[0], 'a function gives a row');
  if (codes === null) throw new Refusal('out_of_stock', { available });
  return new Map(
    codeIds.map((codeId, index) => [codeId, required(codes[index], `${codeId} got a replacement`)]),
  );
}

/** Refunds what codes cost when they were bought; returns the price of one, in minor units. */
export async function refundCodes(
  tx: Tx,
  at: Date,
  { tenantId, orderId, codeIds }: CodesOf,
  accounts: Pick<TenantAccounts, 'available' | 'refunds'>,
): Promise<number> {
  const { rows } = await tx.query<{ price: number }>(
    'SELECT orders.refund_codes($1, $2, $3, $4::uuid[], $5, $6) AS price',
    [at, tenantId, orderId, codeIds, accounts.available, accounts.refunds],
  );
  return required(rows[0], 'a function gives a row').price;
}
