import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { Invariant } from '../kit/invariant.ts';
import type { SignedHead } from './sign-head.ts';

const PAGE = 1_000;
const BROKEN_MAX = 100;

/**
 * A2: every signed head is still in the chain, with a valid signature: nobody who rewrote the whole chain could sign a published
 * head again. With `deep` all signatures, otherwise the newest.
 */
export function signedHeadInvariant(
  verify: (jws: string) => Promise<unknown>,
  { deep }: { readonly deep: boolean },
): Invariant {
  return {
    id: 'A2',
    title: 'every signed head of the audit chain is in the chain, with a valid signature',
    check: async (db) => {
      const counted = await db.query<{ count: number }>('SELECT count(*) FROM audit.signed_heads');
      const { rows } = await db.query<{ broken: string }>(
        `SELECT 'signed head ' || s.position AS broken
           FROM audit.signed_heads s LEFT JOIN audit.chain c ON c.position = s.position
          WHERE c.hash IS DISTINCT FROM s.hash LIMIT ${BROKEN_MAX}`,
      );
      const broken = rows.map((row) => row.broken);
      for await (const head of newestFirst(db, deep)) {
        const payload = (await verify(head.jws)) as { hash?: unknown } | null;
        if (payload?.hash === head.hash.toString('hex')) continue;
        if (broken.length < BROKEN_MAX) broken.push(`signature of head ${head.position}`);
      }
      return { checked: required(counted.rows[0], 'a count has a row').count, broken };
    },
  };
}

async function* newestFirst(db: Db, all: boolean): AsyncGenerator<SignedHead> {
  let before: number | null = null;
  do {
    const page: { rows: SignedHead[] } = await db.query<SignedHead>(
      `SELECT position, hash, signed_at AS "signedAt", jws FROM audit.signed_heads
        WHERE $1::bigint IS NULL OR position < $1 ORDER BY position DESC LIMIT ${PAGE}`,
      [before],
    );
    yield* page.rows;
    before = page.rows.at(-1)?.position ?? null;
  } while (all && before !== null);
}
