import type { Db } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { type ChainLink, type ChainStatement, chainOf } from './chain.ts';

/** A statement, with the figures of its lines in minor units of its account's currency. */
export interface BankStatement {
  readonly statementId: string;
  readonly accountId: string;
  readonly currency: string;
  readonly format: string;
  readonly fileName: string;
  readonly bankId: string | null;
  readonly from: string;
  readonly to: string;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly moneyIn: number;
  readonly moneyOut: number;
  readonly lines: number;
  readonly openLines: number;
  readonly pending: number;
  readonly rejected: number;
  readonly importedBy: string;
  readonly importedAt: Date;
}

export interface StatementFilters extends PageAsked<string> {
  readonly accountId?: string | undefined;
  readonly statementId?: string | undefined;
}

const SELECT = `SELECT s.statement_id AS "statementId", s.account_id AS "accountId", a.currency, s.format, s.file_name AS "fileName",
            s.bank_id AS "bankId", s.from_on::text AS "from", s.to_on::text AS "to", s.opening, s.closing, s.pending, s.rejected,
            f."moneyIn", f."moneyOut", f.lines, f."openLines", s.imported_by AS "importedBy", s.imported_at AS "importedAt"
       FROM bank_statements.statements s
       JOIN bank_statements.accounts a USING (account_id)
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(l.amount) FILTER (WHERE l.amount > 0), 0)::bigint AS "moneyIn",
               coalesce(-sum(l.amount) FILTER (WHERE l.amount < 0), 0)::bigint AS "moneyOut",
               count(*) AS lines, count(*) FILTER (WHERE l.state = 'open') AS "openLines"
          FROM bank_statements.statement_lines m JOIN bank_statements.lines l USING (line_id)
         WHERE m.statement_id = s.statement_id) f`;

export const bankStatementPages = new Pages(
  'bank_statements',
  idPlace,
  ({ statementId }: BankStatement) => statementId,
  { turns: true },
);

/** Statements, those of the latest days first. */
export async function listStatements(db: Db, filters: StatementFilters): Promise<BankStatement[]> {
  const { behind, order } = falling(filters);
  const { rows } = await db.query<BankStatement>(
    `${SELECT}
      WHERE ($1::uuid IS NULL OR s.account_id = $1) AND ($2::uuid IS NULL OR s.statement_id = $2)
        AND ($3::uuid IS NULL OR (s.to_on, s.statement_id) ${behind} (
          SELECT b.to_on, b.statement_id FROM bank_statements.statements b WHERE b.statement_id = $3))
      ORDER BY s.to_on ${order}, s.statement_id ${order} LIMIT $4`,
    [filters.accountId ?? null, filters.statementId ?? null, filters.behind ?? null, filters.limit],
  );
  return rows;
}

/** The statements with these ids, in this order; those that are not there are left out. */
export async function findStatements(
  db: Db,
  statementIds: readonly string[],
): Promise<BankStatement[]> {
  const { rows } = await db.query<BankStatement>(`${SELECT} WHERE s.statement_id = ANY ($1)`, [
    statementIds,
  ]);
  const found = new Map(rows.map((row) => [row.statementId, row]));
  return statementIds.flatMap((each) => found.get(each) ?? []);
}

/** A link of the chain with the days of the statement before it. */
export interface ChainSeen extends ChainLink {
  readonly beforeFrom: string | null;
  readonly beforeTo: string | null;
}

/** How the statements of accounts follow one another, by statement. */
export async function chainsOf(
  db: Db,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, ChainSeen>> {
  const { rows } = await db.query<ChainStatement & { accountId: string }>(
    `SELECT s.statement_id AS "statementId", s.account_id AS "accountId", s.from_on::text AS "from", s.to_on::text AS "to",
            s.opening, s.closing,
            coalesce((SELECT jsonb_agg(jsonb_build_object('day', d.day, 'sum', d.sum))
                        FROM (SELECT l.booked_on::text AS day, sum(l.amount)::bigint AS sum
                                FROM bank_statements.statement_lines m JOIN bank_statements.lines l USING (line_id)
                               WHERE m.statement_id = s.statement_id GROUP BY l.booked_on) d), '[]') AS sums
       FROM bank_statements.statements s WHERE s.account_id = ANY ($1)`,
    [[...new Set(accountIds)]],
  );
  const byAccount = Map.groupBy(rows, (row) => row.accountId);
  const spans = new Map(rows.map((row) => [row.statementId, row]));
  const seen = new Map<string, ChainSeen>();
  for (const statements of byAccount.values()) {
    for (const [statementId, link] of chainOf(statements)) {
      const before = link.before === null ? undefined : spans.get(link.before);
      seen.set(statementId, {
        ...link,
        beforeFrom: before?.from ?? null,
        beforeTo: before?.to ?? null,
      });
    }
  }
  return seen;
}

/** The last day of each account and the balance with which it ended, if it is known. */
export async function lastDays(
  db: Db,
): Promise<ReadonlyMap<string, { readonly to: string; readonly closing: number | null }>> {
  const { rows } = await db.query<{ accountId: string; to: string; closing: number | null }>(
    `SELECT DISTINCT ON (account_id) account_id AS "accountId", to_on::text AS "to", closing
       FROM bank_statements.statements ORDER BY account_id, to_on DESC, statement_id DESC`,
  );
  return new Map(rows.map(({ accountId, ...last }) => [accountId, last]));
}
