import { loadSnapshot } from '../catalog/index.ts';
import type { Db } from '../kit/database/index.ts';
import { parseMoney } from '../kit/money.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import type { ImportTerms } from './import-terms.ts';
import { parseExpiry } from './parse-expiry.ts';

/** What a person states about a file, as it is typed; null where the file says it. */
export interface Statement extends Pick<ImportTerms, 'columns' | 'headless'> {
  /** The product of all rows. */
  readonly sku: string | null;
  /** The cost of each code, in the cost currency of the file. */
  readonly cost: string | null;
  /** The last day of each code. */
  readonly expiresAt: string | null;
}

/**
 * The terms of an import. Throws `unknown_product`, and `validation_failed` for a cost that the currency cannot have, and for an
 * expiry that is no day or is over.
 */
export async function stateTerms(
  db: Db,
  { sku, cost, expiresAt, columns, headless }: Statement,
  { costCurrency, at }: { readonly costCurrency: string; readonly at: Date },
): Promise<ImportTerms> {
  const product = sku === null ? null : (await loadSnapshot(db)).productBySku(sku);
  if (sku !== null && !product) throw new Refusal('unknown_product');
  if (cost !== null && parseMoney(cost, costCurrency) === null) {
    const detail = `It is no amount of ${costCurrency}; write it with as many decimals as the currency has.`;
    throw invalid({ pointer: '/cost', code: 'format', detail });
  }
  const expires = expiresAt === null ? null : parseExpiry(expiresAt);
  if (expiresAt !== null && !(expires && expires > at)) {
    const detail = expires
      ? 'It is in the past; nothing of the file could be sold.'
      : 'It is no day; write it like 2027-12-31.';
    throw invalid({ pointer: '/expires_at', code: 'format', detail });
  }
  return {
    values: {
      ...(product && {
        region: product.region,
        denomination: String(product.denominationMilli / 1000),
      }),
      ...(cost !== null && { cost }),
      ...(expiresAt !== null && { expires_at: expiresAt }),
    },
    columns,
    headless,
  };
}
