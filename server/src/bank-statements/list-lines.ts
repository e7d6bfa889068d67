import type { BankLineTab } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { type BankLine, lineColumns } from './line.ts';

export interface LineFilters extends PageAsked<string> {
  readonly tab?: BankLineTab | undefined;
  readonly lineId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly statementId?: string | undefined;
  /** Part of the payer, its account, the text or the outside id. */
  readonly q?: string | undefined;
  /** Days like `2026-11-04`, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

type WhichLines = Omit<LineFilters, keyof PageAsked<string>>;

export const bankLinePages = new Pages('bank_lines', idPlace, ({ lineId }: BankLine) => lineId, {
  turns: true,
});

const FROM = 'bank_statements.lines l JOIN bank_statements.accounts a USING (account_id)';

/** The conditions of filters, and their values. `ready`: ids of the open lines that are ready. */
function conditionsOf(
  { tab, lineId, accountId, statementId, q, from, to }: WhichLines,
  ready: readonly string[],
) {
  const values: unknown[] = [
    ready,
    tab ?? null,
    accountId ?? null,
    statementId ?? null,
    q?.toLowerCase() ?? null,
  ];
  values.push(from ?? null, to ?? null, lineId ?? null);
  const sql = `($2::text IS NULL OR CASE $2 WHEN 'open' THEN l.state = 'open'
                    WHEN 'ready' THEN l.state = 'open' AND l.line_id = ANY ($1::uuid[])
                    WHEN 'look' THEN l.state = 'open' AND l.line_id <> ALL ($1::uuid[])
                    WHEN 'done' THEN l.state = 'matched'
                    ELSE l.state IN ('not_ours', 'outgoing') END)
    AND ($3::uuid IS NULL OR l.account_id = $3)
    AND ($4::uuid IS NULL OR EXISTS (
      SELECT FROM bank_statements.statement_lines m WHERE m.line_id = l.line_id AND m.statement_id = $4))
    AND ($5::text IS NULL OR strpos(lower(l.payer || ' ' || l.text || ' ' || l.outside_id || ' ' || l.reference), $5) > 0
         OR strpos(lower(l.payer_account), replace($5, ' ', '')) > 0)
    AND ($6::date IS NULL OR l.booked_on >= $6) AND ($7::date IS NULL OR l.booked_on <= $7)
    AND ($8::uuid IS NULL OR l.line_id = $8)`;
  return { values, sql };
}

/** Lines, the latest day first. */
export async function listLines(
  db: Db,
  filters: LineFilters,
  ready: readonly string[] = [],
): Promise<BankLine[]> {
  const { behind, order } = falling(filters);
  const { values, sql } = conditionsOf(filters, ready);
  const { rows } = await db.query<BankLine>(
    `SELECT ${lineColumns} FROM ${FROM}
      WHERE ${sql} AND ($9::uuid IS NULL OR (l.booked_on, l.line_id) ${behind} (
        SELECT b.booked_on, b.line_id FROM bank_statements.lines b WHERE b.line_id = $9))
      ORDER BY l.booked_on ${order}, l.line_id ${order} LIMIT $10`,
    [...values, filters.behind ?? null, filters.limit],
  );
  return rows;
}

/** How many lines match, counted to one more than `most`. */
export async function countLines(
  db: Db,
  filters: WhichLines,
  ready: readonly string[],
  most: number,
): Promise<number> {
  const { values, sql } = conditionsOf(filters, ready);
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM ${FROM} WHERE ${sql} LIMIT $9) counted`,
    [...values, most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** The day of the oldest line that nobody has decided, as the moment when it began in UTC; null: there is none. */
export async function oldestOpenLine(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT min(booked_on)::timestamp AT TIME ZONE 'UTC' AS at FROM bank_statements.lines WHERE state = 'open'`,
  );
  return required(rows[0], 'a minimum has a row').at;
}

/** How many lines wait for somebody to decide what they are. */
export async function countOpenLines(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM bank_statements.lines WHERE state = 'open'`,
  );
  return required(rows[0], 'a count has a row').count;
}

/** Lines that may be ready: open, with a creditor reference; the newest, at most so many. */
export async function linesWithReference(db: Db, most: number): Promise<BankLine[]> {
  const { rows } = await db.query<BankLine>(
    `SELECT ${lineColumns} FROM ${FROM}
      WHERE l.state = 'open' AND l.reference_tenant_id IS NOT NULL ORDER BY l.booked_on DESC, l.line_id DESC LIMIT $1`,
    [most],
  );
  return rows;
}
