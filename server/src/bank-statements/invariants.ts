import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const bankStatementInvariants: readonly Invariant[] = [
  sqlInvariant(
    'B1',
    'the lines of each bank statement lead from its opening balance to its closing balance',
    'SELECT count(*) FROM bank_statements.statements WHERE opening IS NOT NULL',
    `SELECT 'bank statement ' || s.statement_id AS broken
       FROM bank_statements.statements s
       LEFT JOIN bank_statements.statement_lines m USING (statement_id)
       LEFT JOIN bank_statements.lines l USING (line_id)
      WHERE s.opening IS NOT NULL
      GROUP BY s.statement_id HAVING s.opening + coalesce(sum(l.amount), 0) <> s.closing`,
  ),
  sqlInvariant(
    'B2',
    'the deposits of each matched bank line add up to it, and those of any other are less',
    'SELECT count(*) FROM bank_statements.lines',
    `SELECT 'bank line ' || l.line_id AS broken
       FROM bank_statements.lines l
       LEFT JOIN (SELECT line_id, sum(amount) AS amount FROM bank_statements.parts
                   WHERE ended_at IS NULL GROUP BY line_id) p USING (line_id)
      WHERE CASE l.state WHEN 'matched' THEN coalesce(p.amount, 0) <> l.amount
                         WHEN 'open' THEN coalesce(p.amount, 0) >= l.amount
                         ELSE p.amount IS NOT NULL END`,
  ),
];
