import type { Db } from '../kit/database/index.ts';
import type { Transfer } from './post.ts';

type AccountKind = 'available' | 'held' | 'sales' | 'deposits' | 'refunds';

/** A transfer as it was posted. Money in minor units. */
export interface PostedTransfer {
  readonly kind: Transfer['kind'];
  readonly reference: string;
  readonly at: Date;
  readonly amount: number;
  /** The kinds of the accounts that it left and went to. */
  readonly from: AccountKind;
  readonly to: AccountKind;
}

/** The newest transfers of some kinds that these facts caused, oldest first. */
export async function transfersOf(
  db: Db,
  kinds: readonly Transfer['kind'][],
  references: readonly string[],
  limit: number,
): Promise<PostedTransfer[]> {
  const { rows } = await db.query<PostedTransfer>(
    `SELECT kind, reference, at, amount, from_kind AS "from", to_kind AS "to"
       FROM ledger.transfers_of($1, $2::uuid[], $3)`,
    [kinds, references, limit],
  );
  return rows;
}
