import type { Db } from '../kit/database/index.ts';

/** A code by its id, or by the fingerprint of its text. */
export type CodeSought = { readonly codeId: string } | { readonly fingerprint: Buffer };

/** Where a code is in stock, sold or not. */
interface CodePlace {
  readonly codeId: string;
  readonly runId: number;
}

/** Id and fingerprint of a code, one of them null, as the SQL functions take them. */
export function soughtValues(sought: CodeSought): [string | null, Buffer | null] {
  return 'codeId' in sought ? [sought.codeId, null] : [null, sought.fingerprint];
}

/** The code, whoever has it; null if there is none. */
export async function findPlace(db: Db, sought: CodeSought): Promise<CodePlace | null> {
  const { rows } = await db.query<CodePlace>(
    'SELECT o_code AS "codeId", o_run AS "runId" FROM stock.find_code($1, $2) WHERE o_code IS NOT NULL',
    soughtValues(sought),
  );
  return rows[0] ?? null;
}
