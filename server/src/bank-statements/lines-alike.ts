import type { Db } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { findReferences } from './find-references.ts';
import { type BankLine, lineColumns } from './line.ts';

/** A bank returns a payment within so many days. */
const RETURN_DAYS = 14;
/** Lines that seem to be returned are looked for among those of so many days; an older one says so only where it is shown itself. */
const LOOK_BACK_DAYS = 180;
const FROM = 'bank_statements.lines l JOIN bank_statements.accounts a USING (account_id)';

/**
 * Those of these lines of which another one, on any account, has the day, the amount, the currency and the tenant: by its reference or by
 * its deposit. One payment that was imported in two forms is two such lines.
 */
export async function linesWithTwin(
  db: Db,
  lines: readonly BankLine[],
): Promise<ReadonlySet<string>> {
  const named = lines.filter(({ referenceTenantId }) => referenceTenantId !== null);
  if (named.length === 0) return new Set();
  const { rows } = await db.query<Omit<BankLine, 'referenceTenantId'> & { tenantId: number }>(
    `SELECT l.booked_on::text AS "bookedOn", l.amount, a.currency, o.tenant_id AS "tenantId"
       FROM ${FROM}
      CROSS JOIN LATERAL (
        SELECT l.reference_tenant_id AS tenant_id
         UNION SELECT p.tenant_id FROM bank_statements.parts p WHERE p.line_id = l.line_id AND p.ended_at IS NULL) o
      WHERE l.booked_on = ANY ($1::date[]) AND l.amount = ANY ($2) AND o.tenant_id = ANY ($3)
      GROUP BY l.booked_on, l.amount, a.currency, o.tenant_id HAVING count(*) > 1`,
    [
      [...new Set(named.map(({ bookedOn }) => bookedOn))],
      [...new Set(named.map(({ amount }) => amount))],
      [...new Set(named.map(({ referenceTenantId }) => referenceTenantId))],
    ],
  );
  const key = (
    { bookedOn, amount, currency }: (typeof rows)[number] | BankLine,
    tenantId: number,
  ) => `${bookedOn} ${amount} ${currency} ${tenantId}`;
  const twins = new Set(rows.map((row) => key(row, row.tenantId)));
  return new Set(
    named
      .filter(
        (line) => line.referenceTenantId !== null && twins.has(key(line, line.referenceTenantId)),
      )
      .map(({ lineId }) => lineId),
  );
}

/**
 * The outgoing line by which the bank seems to have returned each of these lines: of the same amount and currency, to the account of the
 * payer or with its reference, at most 14 days later, unless a person said that it is something else. By line; a line that was not returned is not in it.
 */
export async function returnsOf(
  db: Db,
  lines: readonly BankLine[],
): Promise<ReadonlyMap<string, BankLine>> {
  const incoming = lines.filter(({ amount }) => amount > 0);
  if (incoming.length === 0) return new Map();
  const days = incoming.map(({ bookedOn }) => bookedOn).sort();
  const { rows } = await db.query<BankLine>(
    `SELECT ${lineColumns} FROM ${FROM}
      WHERE l.state = 'outgoing' AND l.amount = ANY ($1) AND l.booked_on BETWEEN $2 AND $3::date + $4::int
      ORDER BY l.booked_on, l.line_id`,
    [[...new Set(incoming.map(({ amount }) => -amount))], ...[days[0], days.at(-1), RETURN_DAYS]],
  );
  const outgoing = new Map<string, BankLine[]>();
  for (const row of rows) {
    for (const mark of marksOf(row)) {
      const same = outgoing.get(mark);
      if (same) same.push(row);
      else outgoing.set(mark, [row]);
    }
  }
  const isDenied = await deniedOf(db, incoming);
  const returns = new Map<string, BankLine>();
  for (const line of incoming) {
    const found = marksOf(line)
      .flatMap(
        (mark) =>
          outgoing.get(mark)?.find((each) => isSoonAfter(each, line) && !isDenied(line, each)) ??
          [],
      )
      .sort((one, other) => one.bookedOn.localeCompare(other.bookedOn));
    if (found[0]) returns.set(line.lineId, found[0]);
  }
  return returns;
}

/** Which outgoing lines are no returns of these lines, as people said. */
async function deniedOf(
  db: Db,
  lines: readonly BankLine[],
): Promise<(line: BankLine, outgoing: BankLine) => boolean> {
  const { rows } = await db.query<{ lineId: string; outgoingId: string }>(
    `SELECT line_id AS "lineId", outgoing_id AS "outgoingId" FROM bank_statements.returns_denied WHERE line_id = ANY ($1)`,
    [lines.map(({ lineId }) => lineId)],
  );
  const denied = new Set(rows.map(({ lineId, outgoingId }) => `${lineId} ${outgoingId}`));
  return (line, outgoing) => denied.has(`${line.lineId} ${outgoing.lineId}`);
}

/** A line with the outgoing one by which the bank seems to have returned it. */
export interface ReturnedLine {
  readonly line: BankLine;
  readonly by: BankLine;
}

/** Matched lines that the bank seems to have returned, although their deposits stand; the latest day first, of at most so many. */
export async function returnedLines(db: Db, most: number): Promise<ReturnedLine[]> {
  const { rows } = await db.query<BankLine>(
    `SELECT ${lineColumns} FROM ${FROM}
      WHERE l.state = 'matched'
        AND l.booked_on >= (SELECT max(m.booked_on) FROM bank_statements.lines m WHERE m.state = 'matched') - $3::int
        AND EXISTS (
        SELECT FROM bank_statements.lines o
         WHERE o.state = 'outgoing' AND o.amount = -l.amount AND o.booked_on BETWEEN l.booked_on AND l.booked_on + $1::int
           AND NOT EXISTS (SELECT FROM bank_statements.returns_denied d
                            WHERE d.line_id = l.line_id AND d.outgoing_id = o.line_id))
      ORDER BY l.booked_on DESC, l.line_id DESC LIMIT $2`,
    [RETURN_DAYS, most, LOOK_BACK_DAYS],
  );
  const returns = await returnsOf(db, rows);
  return rows.flatMap((line) => {
    const by = returns.get(line.lineId);
    return by ? { line, by } : [];
  });
}

/** By what a payment and its return are recognised: the sum with the other side's account, or with a reference. */
function marksOf({ amount, currency, payerAccount, reference, text }: BankLine): string[] {
  const sum = `${Math.abs(amount)} ${currency}`;
  const references = new Set(findReferences(reference, text).whole);
  if (reference !== '') references.add(reference);
  return [
    ...(payerAccount === '' ? [] : [`${sum} account ${payerAccount}`]),
    ...[...references].map((each) => `${sum} reference ${each}`),
  ];
}

function isSoonAfter({ bookedOn }: BankLine, line: BankLine): boolean {
  const after = Date.parse(bookedOn) - Date.parse(line.bookedOn);
  return after >= 0 && after <= RETURN_DAYS * DAY_MS;
}
