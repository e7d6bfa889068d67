import type { DepositMethodName, DepositStatus } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { type Deposit, depositColumns } from './deposit.ts';

export interface DepositFilters extends PageAsked<string> {
  readonly status?: readonly DepositStatus[] | undefined;
  readonly depositId?: string | undefined;
  readonly method?: readonly DepositMethodName[] | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  readonly mode?: Mode | undefined;
  /** Part of a reference, as `referenceKey` gives it. */
  readonly referencePart?: string | undefined;
}

export const depositPages = new Pages('deposits', idPlace, ({ depositId }: Deposit) => depositId, {
  turns: true,
});

type WhichDeposits = Omit<DepositFilters, keyof PageAsked<string>>;

/** The conditions on deposits of one tenant or of everybody, and their values, in order. */
function conditionsOf(tenantId: number | null, filters: WhichDeposits) {
  const values: unknown[] = [];
  const conditions: string[] = ['true'];
  const where = (condition: (value: string) => string, value: unknown) => {
    if (value === null || value === undefined) return;
    conditions.push(condition(`$${values.push(value)}`));
  };
  where((value) => `tenant_id = ${value}`, tenantId);
  where((value) => `mode = ${value}`, filters.mode);
  where((value) => `deposit_id = ${value}`, filters.depositId);
  where((value) => `status = ANY(${value})`, filters.status);
  where((value) => `method = ANY(${value})`, filters.method);
  where((value) => `created_at >= ${value}`, filters.createdFrom);
  where((value) => `created_at < ${value}`, filters.createdBefore);
  where((value) => `strpos(reference_key, ${value}) > 0`, filters.referencePart);
  return { values, where, sql: () => conditions.join(' AND ') };
}

/** Deposits, newest first or `oldestFirst`: of one tenant, or of everybody (null) for staff. */
export async function listDeposits(
  db: Db,
  tenantId: number | null,
  {
    limit,
    behind,
    turned = false,
    oldestFirst = false,
    ...filters
  }: DepositFilters & { readonly oldestFirst?: boolean },
): Promise<Deposit[]> {
  const { behind: before, order } = (oldestFirst ? rising : falling)({ turned });
  const { values, where, sql } = conditionsOf(tenantId, filters);
  where((value) => `deposit_id ${before} ${value}`, behind);
  const { rows } = await db.query<Deposit>(
    `SELECT ${depositColumns} FROM funding.deposits WHERE ${sql()}
      ORDER BY deposit_id ${order} LIMIT $${values.push(limit)}`,
    values,
  );
  return rows;
}

/** How many deposits of a tenant, or of everybody (null), match, counted to one more than `most`. */
export async function countDeposits(
  db: Db,
  tenantId: number | null,
  filters: WhichDeposits,
  most: number,
): Promise<number> {
  const { values, sql } = conditionsOf(tenantId, filters);
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM funding.deposits WHERE ${sql()} LIMIT $${values.push(most + 1)}) counted`,
    values,
  );
  return required(rows[0], 'a count has a row').count;
}

/** Payments that wait for something, by status: how many, and since when the oldest. */
export interface Waiting {
  readonly status: DepositStatus;
  readonly deposits: number;
  readonly oldestAt: Date;
}

export async function countWaiting(db: Db): Promise<Waiting[]> {
  const { rows } = await db.query<Waiting>(
    `SELECT status, count(*) AS deposits, min(created_at) AS "oldestAt" FROM funding.deposits
      WHERE status IN ('seen', 'confirming', 'in_review') AND mode = 'live' GROUP BY status`,
  );
  return rows;
}
