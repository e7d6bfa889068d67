import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Db } from '../kit/database/index.ts';
import { invalid } from '../kit/refusal.ts';
import { isPattern } from './code-pattern.ts';

/** Whose codes a pattern is about: a product by SKU, or a supplier by name. */
export type PatternOwner =
  | { readonly kind: 'product'; readonly name: string }
  | { readonly kind: 'supplier'; readonly name: string };

export interface CodePatterns {
  readonly kind: PatternOwner['kind'];
  readonly name: string;
  readonly patterns: readonly string[];
}

const PATTERNS_MAX = 10;

/**
 * States how the codes of a product or a supplier look; imports from then on refuse others. No pattern
 * takes the statement back. Throws `validation_failed` for what is no pattern.
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
      'X is a letter or digit, 9 a digit, A a letter, anything else itself.';
    throw invalid({ pointer: '/pattern', code: 'pattern', detail });
  }
  await database.transaction(async (tx) => {
    await tx.query('DELETE FROM stock.code_patterns WHERE kind = $1 AND name = $2', [
      owner.kind,
      owner.name,
    ]);
    await tx.query(
      `INSERT INTO stock.code_patterns (kind, name, pattern)
       SELECT $1, $2, u FROM unnest($3::text[]) u ON CONFLICT DO NOTHING`,
      [owner.kind, owner.name, patterns],
    );
    await recordAudit(tx, {
      at: clock.now(),
      actor,
      action: 'codes.pattern_set',
      subject: owner.name,
      detail: { kind: owner.kind, patterns },
    });
  });
}

/** All patterns that are stated, by whose they are. */
export async function listCodePatterns(db: Db): Promise<CodePatterns[]> {
  const { rows } = await db.query<CodePatterns>(
    `SELECT kind, name, array_agg(pattern ORDER BY pattern) AS patterns
       FROM stock.code_patterns GROUP BY kind, name ORDER BY kind, name`,
  );
  return rows;
}
