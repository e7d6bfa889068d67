import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, numberPlace, type PageAsked, Pages } from '../kit/pages.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import type { PostedTransfer } from './transfers-of.ts';

/** A transfer of any tenant. Money in minor units. */
export interface LedgerEntry extends PostedTransfer {
  readonly number: number;
  readonly currency: string;
  readonly mode: Mode;
  /** Whose money it was. */
  readonly tenantId: number;
}

export interface TransferFilters extends PageAsked<number> {
  readonly mode: Mode;
  readonly kind?: PostedTransfer['kind'] | undefined;
  /** Only the money of this tenant. */
  readonly tenantId?: number | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

export const ledgerPages = new Pages(
  'ledger transfers',
  numberPlace,
  ({ number }: Pick<LedgerEntry, 'number'>) => number,
  { turns: true },
);

/** A mode of at most so many postings: they are fewer than the others between which they would be looked for. */
const SPARSE_MAX = 20_000;

/**
 * Transfers of all tenants of a mode, newest first. Every transfer has two postings: from its first leg to its second. In a mode of more
 * than `sparseMax` postings they are read from the newest on; in another one they are found by its accounts.
 */
export async function listTransfers(
  db: Db,
  {
    mode,
    kind,
    tenantId,
    createdFrom,
    createdBefore,
    behind,
    limit,
    turned = false,
  }: TransferFilters,
  sparseMax = SPARSE_MAX,
): Promise<LedgerEntry[]> {
  const { order, behind: before } = falling({ turned });
  const isSparse = (await countPostings(db, mode)) <= sparseMax;
  const { rows } = await db.query<LedgerEntry & Record<string, unknown>>(
    `SELECT t.transfer_id AS number, t.kind, t.reference, t.at, q.amount, f.kind AS "from", g.kind AS "to",
            f.currency, f.mode, coalesce(f.tenant_id, g.tenant_id) AS "tenantId"
       FROM ledger.transfers t
       JOIN ledger.postings p ON p.transfer_id = t.transfer_id AND p.leg = 1
       JOIN ledger.postings q ON q.transfer_id = t.transfer_id AND q.leg = 2
       JOIN ledger.accounts f ON f.account_id = p.account_id
       JOIN ledger.accounts g ON g.account_id = q.account_id
      WHERE f.mode = $1 AND ($2::text IS NULL OR t.kind = $2)
        AND ($3::int IS NULL OR t.transfer_id IN (
              SELECT x.transfer_id FROM ledger.postings x JOIN ledger.accounts o ON o.account_id = x.account_id
               WHERE o.tenant_id = $3 AND x.account_version IS NOT NULL))
        AND (NOT $8::boolean OR t.transfer_id = ANY (ARRAY(
              SELECT x.transfer_id FROM ledger.accounts o
               CROSS JOIN LATERAL (SELECT y.transfer_id FROM ledger.postings y
                 WHERE y.account_id = o.account_id AND y.account_version IS NOT NULL OFFSET 0) x
               WHERE o.mode = $1)))
        AND ($4::timestamptz IS NULL OR t.at >= $4) AND ($5::timestamptz IS NULL OR t.at < $5)
        AND ($6::bigint IS NULL OR t.transfer_id ${before} $6)
      ORDER BY t.transfer_id ${order} LIMIT $7`,
    [
      ...[mode, kind ?? null, tenantId ?? null, createdFrom ?? null, createdBefore ?? null],
      ...[behind ?? null, limit, isSparse],
    ],
  );
  return rows;
}

/** How many postings the accounts of a mode have: each has numbered its own. */
async function countPostings(db: Db, mode: Mode): Promise<number> {
  const { rows } = await db.query<{ postings: number }>(
    'SELECT coalesce(sum(version), 0)::bigint AS postings FROM ledger.accounts WHERE mode = $1',
    [mode],
  );
  return required(rows[0], 'a sum has a row').postings;
}
