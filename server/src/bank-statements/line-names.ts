import type { Db } from '../kit/database/index.ts';
import { dayText } from '../kit/day-text.ts';
import { formatMoney } from '../kit/money.ts';

/** Names bank lines by their ids: `of 4 Nov 2026, 900.00 USD, Nordlicht`. */
export async function bankLineNames(
  db: Db,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{
    id: string;
    day: string;
    amount: number;
    currency: string;
    payer: string;
  }>(
    `SELECT l.line_id AS id, to_char(l.booked_on, 'YYYY-MM-DD') AS day, l.amount, a.currency, l.payer
       FROM bank_statements.lines l JOIN bank_statements.accounts a ON a.account_id = l.account_id
      WHERE l.line_id = ANY($1::uuid[])`,
    [lineIds],
  );
  return new Map(
    rows.map(({ id, day, amount, currency, payer }) => {
      const parts = [dayText(day), `${formatMoney(amount, currency)} ${currency}`, payer.trim()];
      return [id, `of ${parts.filter(Boolean).join(', ')}`];
    }),
  );
}

/** Names bank statements by their ids: the account and the days. */
export async function bankStatementNames(
  db: Db,
  statementIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; account: string; from: string; to: string }>(
    `SELECT s.statement_id AS id, a.name AS account, to_char(s.from_on, 'YYYY-MM-DD') AS from,
            to_char(s.to_on, 'YYYY-MM-DD') AS to
       FROM bank_statements.statements s JOIN bank_statements.accounts a ON a.account_id = s.account_id
      WHERE s.statement_id = ANY($1::uuid[])`,
    [statementIds],
  );
  return new Map(
    rows.map(({ id, account, from, to }) => {
      const days = from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
      return [id, `of ${account}, ${days}`];
    }),
  );
}
