import type { Tx } from '../kit/database/index.ts';
import { findApart, mayBeWithin, type NearStatement } from './find-apart.ts';
import { type KnownLine, recogniseLines } from './recognise-lines.ts';
import type { ReadStatement } from './statement.ts';

/** Which lines of the account those of a statement are, as `recogniseLines` returns them. Accounts are locked. */
export async function findKnownLines(
  tx: Tx,
  accountId: string,
  statement: ReadStatement,
): Promise<(readonly string[] | null)[]> {
  const { lines } = statement;
  const apart = await apartStatements(tx, accountId, statement);
  const { rows } = await tx.query<KnownLine>(
    `SELECT l.line_id AS "lineId", l.booked_on::text AS "bookedOn", l.amount, l.payer, l.payer_account AS "payerAccount", l.text,
            l.reference, l.bank_reference AS "bankReference", l.batch_reference AS "batchReference", m."fromCsv"
       FROM bank_statements.lines l
      CROSS JOIN LATERAL (
        SELECT bool_or(s.format = 'csv') AS "fromCsv", bool_or(s.statement_id <> ALL ($3::uuid[])) AS shared
          FROM bank_statements.statement_lines m JOIN bank_statements.statements s USING (statement_id)
         WHERE m.line_id = l.line_id) m
      WHERE l.account_id = $1 AND l.booked_on = ANY ($2::date[]) AND m.shared
      ORDER BY l.line_id`,
    [accountId, [...new Set(lines.map(({ bookedOn }) => bookedOn))], apart],
  );
  const recurring = await recurringReferences(tx, accountId, statement);
  return recogniseLines(lines, rows, { recurring, isCsv: statement.format === 'csv' });
}

/** Statements whose lines are other payments, even if they are equal. */
async function apartStatements(
  tx: Tx,
  accountId: string,
  statement: ReadStatement,
): Promise<string[]> {
  const { rows } = await tx.query<NearStatement>(
    `SELECT statement_id AS "statementId", from_on::text AS "from", to_on::text AS "to", opening, closing
       FROM bank_statements.statements WHERE account_id = $1 AND to_on >= $2 AND from_on <= $3`,
    [accountId, statement.from, statement.to],
  );
  const found = findApart(statement, rows);
  const { rows: sums } = await tx.query<{ statementId: string; amounts: number[] }>(
    `SELECT m.statement_id AS "statementId", array_agg(l.amount ORDER BY m.position) AS amounts
       FROM bank_statements.statement_lines m JOIN bank_statements.lines l USING (line_id)
      WHERE m.statement_id = ANY ($1) GROUP BY m.statement_id`,
    [found.map(({ statementId }) => statementId)],
  );
  const amounts = new Map(sums.map((each) => [each.statementId, each.amounts]));
  const own = { opening: statement.opening, amounts: statement.lines.map(({ amount }) => amount) };
  return found
    .filter((each) => {
      const other = { opening: each.opening, amounts: amounts.get(each.statementId) ?? [] }; // nothing: it has no lines.
      return !mayBeWithin(each, own) && !mayBeWithin(statement, other);
    })
    .map(({ statementId }) => statementId);
}

/** Ids that the bank gave to several payments of the account, or of the statement. */
async function recurringReferences(
  tx: Tx,
  accountId: string,
  { lines }: ReadStatement,
): Promise<Set<string>> {
  const byReference = Map.groupBy(
    lines.filter(({ bankReference }) => bankReference !== ''),
    ({ bankReference }) => bankReference,
  );
  const { rows } = await tx.query<{
    reference: string;
    bookedOn: string;
    amount: number;
    count: number;
  }>(
    `SELECT bank_reference AS reference, booked_on::text AS "bookedOn", amount, count(*) FROM bank_statements.lines
      WHERE account_id = $1 AND bank_reference <> '' AND bank_reference = ANY ($2) GROUP BY 1, 2, 3`,
    [accountId, [...byReference.keys()]],
  );
  const others = rows.filter(({ reference, bookedOn, amount, count }) => {
    const own = byReference.get(reference)?.[0];
    return count > 1 || own?.bookedOn !== bookedOn || own.amount !== amount;
  });
  const repeated = [...byReference].filter(([, same]) => same.length > 1);
  return new Set([...others.map(({ reference }) => reference), ...repeated.map(([each]) => each)]);
}
