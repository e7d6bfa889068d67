import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { isPattern } from './code-pattern.ts';

/** The owner of a pattern: a product, named by its SKU, or a supplier. */
export type PatternOwner =
  | { readonly kind: 'product'; readonly name: string; readonly supplierId: null }
  | { readonly kind: 'supplier'; readonly name: string; readonly supplierId: string };

export type CodePatterns = PatternOwner & { readonly patterns: readonly string[] };

const PATTERNS_MAX = 10;

/**
 * Sets the patterns for codes of a product or a supplier; later imports reject codes that match none. An empty list removes the
 * patterns. Throws `validation_failed` for an invalid pattern.
 */
export async function setCodePatterns(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  owner: PatternOwner,
  patterns: readonly string[],
  actor: string,
): Promise<void> {
  if (patterns.length > PATTERNS_MAX || !patterns.every(isPattern)) {
    const detail =
      `At most ${PATTERNS_MAX} patterns of 4 to 64 characters such as XXXX-XXXX-XXXX: ` +
      'X is a letter or digit, 9 a digit, A a letter, any other character itself.';
    throw invalid({ pointer: '/pattern', code: 'pattern', detail });
  }
  const { kind, name, supplierId } = owner;
  const sku = kind === 'product' ? name : null;
  await database.transaction(async (tx) => {
    const { rows: before } = await tx.query<{ pattern: string }>(
      'DELETE FROM stock.code_patterns WHERE sku = $1 OR supplier_id = $2 RETURNING pattern',
      [sku, supplierId],
    );
    await tx.query(
      `INSERT INTO stock.code_patterns (sku, supplier_id, pattern)
       SELECT $1, $2, u FROM unnest($3::text[]) u ON CONFLICT DO NOTHING`,
      [sku, supplierId, patterns],
    );
    await recordAudit(tx, {
      at: clock.now(),
      actor,
      action: 'codes.pattern_set',
      subject: supplierId === null ? name : formatId('sup', supplierId),
      detail: { kind, name, before: before.map(({ pattern }) => pattern).sort(), after: patterns },
    });
  });
}

/** All patterns, by owner. */
export async function listCodePatterns(db: Db): Promise<CodePatterns[]> {
  const { rows } = await db.query<CodePatterns>(
    `SELECT CASE WHEN supplier_id IS NULL THEN 'product' ELSE 'supplier' END AS kind,
            coalesce(sku, k.name) AS name, supplier_id AS "supplierId",
            array_agg(pattern ORDER BY pattern) AS patterns
       FROM stock.code_patterns LEFT JOIN suppliers.known() k USING (supplier_id)
      GROUP BY supplier_id, sku, k.name ORDER BY 1, 2`,
  );
  return rows;
}
