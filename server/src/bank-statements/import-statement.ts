import { recordAudit } from '../audit/index.ts';
import { tenantsOfReferences } from '../deposit-methods/index.ts';
import type { By } from '../kit/by.ts';
import { compute, task } from '../kit/compute/index.ts';
import { notThisFile } from '../kit/csv/index.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { fromPlain } from '../kit/refusal.ts';
import type { BankAccount } from './account.ts';
import { findReferences } from './find-references.ts';
import { contentKey, fingerprintOf, isApart, outsideId, type Span } from './identify-lines.ts';
import { findBankAccount, listBankAccounts, lockAccountsOfBank } from './set-account.ts';
import type { ReadLine, ReadStatement } from './statement.ts';

const readTask = task<typeof import('./read-statement-task.ts').run>(
  new URL('./read-statement-task.ts', import.meta.url),
);

/** A file that a person or a program has, at most `fileBytesMax` long. */
export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whose it should be; null: whose it says. A CSV file says nothing. */
  readonly accountId: string | null;
}

/** What the import of a file did with one of its statements. */
export interface Imported {
  readonly statementId: string;
  readonly account: BankAccount;
  /** How many lines were added, and how many were known already. */
  readonly added: number;
  readonly known: number;
  /** Whether the whole statement was known already. */
  readonly repeated: boolean;
}

/**
 * Imports a file of bank statements: all of its statements, or none. Only lines that are not there yet are added; equal lines are
 * distinguished by how many there are. Throws `validation_failed` with a sentence for a file that is malformed, does not add up, or is of an
 * account that is not the chosen one or not known here.
 */
export async function importStatement(
  { database }: { readonly database: Database },
  file: StatementFile,
  by: By,
): Promise<Imported[]> {
  const chosen =
    file.accountId === null ? null : await findBankAccount(database.reads, file.accountId);
  const read = await readInThread(file.bytes, chosen);
  return database.transaction(async (tx) => {
    await lockAccountsOfBank(tx);
    const accounts = await listBankAccounts(tx);
    const found = read.map((statement) => ({
      statement,
      account: accountOf(statement, accounts, chosen),
    }));
    if (chosen && !found.some(({ account }) => account.accountId === chosen.accountId)) {
      const others = [...new Set(found.map(({ account }) => account.name))].join(', ');
      throw notThisFile(
        `It is a statement of ${others}, not of ${chosen.name}. Choose the other account, or another file.`,
      );
    }
    const results: Imported[] = [];
    for (const each of found)
      results.push(await importOne(tx, { ...each, fileName: file.name }, by));
    return results;
  });
}

/** A file is read in a thread: the largest one takes most of a second. */
async function readInThread(
  bytes: Uint8Array,
  account: BankAccount | null,
): Promise<readonly ReadStatement[]> {
  const own = new Uint8Array(bytes);
  const map = account?.csvMap ?? null;
  const known = account && { name: account.name, currency: account.currency, map };
  const read = await compute(readTask, { bytes: own, account: known }, [own.buffer]);
  if ('refused' in read) throw fromPlain(read.refused);
  return read.statements;
}

function accountOf(
  statement: ReadStatement,
  accounts: readonly BankAccount[],
  chosen: BankAccount | null,
): BankAccount {
  const { accountNumber, currency } = statement;
  if (accountNumber === null && chosen) return chosen;
  const same = accounts.filter((each) => each.number !== null && each.number === accountNumber);
  const found = same.find((each) => currency === null || each.currency === currency);
  if (found) return found;
  if (same[0]) {
    throw notThisFile(
      `It is a statement of ${accountNumber} in ${currency}; ${same[0].name} is in ${same[0].currency}. Add the account in ${currency} first, or choose another file.`,
    );
  }
  throw notThisFile(
    `It is a statement of the account ${accountNumber} in ${currency ?? 'an unnamed currency'}, which is none of the accounts here. Add that account first, or choose another file.`,
  );
}

interface One {
  readonly statement: ReadStatement;
  readonly account: BankAccount;
  readonly fileName: string;
}

async function importOne(tx: Tx, { statement, account, fileName }: One, by: By): Promise<Imported> {
  const { accountId } = account;
  const fingerprint = fingerprintOf(statement);
  const { rows } = await tx.query<{ statementId: string }>(
    `SELECT statement_id AS "statementId" FROM bank_statements.statements WHERE account_id = $1 AND fingerprint = $2`,
    [accountId, fingerprint],
  );
  const { lines } = statement;
  if (rows[0]) return { ...rows[0], account, added: 0, known: lines.length, repeated: true };
  const statementId = newUuid(by.at.getTime());
  await tx.query(
    `INSERT INTO bank_statements.statements
       (statement_id, account_id, format, file_name, bank_id, fingerprint, from_on, to_on, opening, closing, pending, imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[
        statementId,
        accountId,
        statement.format,
        fileName.slice(0, 255),
        statement.bankId,
        fingerprint,
      ],
      ...[statement.from, statement.to, statement.opening, statement.closing, statement.pending],
      ...[by.actor, by.at],
    ],
  );
  const { ids, added } = await takeLines(tx, account, statement, by.at);
  await tx.query(
    `INSERT INTO bank_statements.statement_lines (statement_id, position, line_id)
     SELECT $1, n - 1, line_id FROM unnest($2::uuid[]) WITH ORDINALITY AS l (line_id, n)`,
    [statementId, ids],
  );
  await recordAudit(tx, {
    ...by,
    action: 'bank_statement.imported',
    subject: formatId('bst', statementId),
    detail: {
      ...{
        account: account.name,
        file_name: fileName,
        format: statement.format,
        from: statement.from,
        to: statement.to,
      },
      ...{ opening: statement.opening, closing: statement.closing, lines: lines.length, added },
    },
  });
  return { statementId, account, added, known: lines.length - added, repeated: false };
}

interface Known extends Span {
  readonly lineId: string;
  readonly key: string;
}

/** The lines of a statement in its order: known ones, and those that were added. */
async function takeLines(tx: Tx, account: BankAccount, statement: ReadStatement, at: Date) {
  const keys = statement.lines.map((line) => contentKey(line));
  const known = await knownLines(tx, account.accountId, statement, keys);
  const fresh: { line: ReadLine; key: Buffer; lineId: string }[] = [];
  // In the order of the file: lines of one day are listed by their ids.
  const made = statement.lines.map(() => newUuid(at.getTime())).sort();
  const ids = statement.lines.map((line, index) => {
    const key = keys[index] ?? contentKey(line);
    const old = known.get(key.toString('hex'))?.shift();
    if (old !== undefined) return old;
    const lineId = made[index] ?? newUuid(at.getTime());
    fresh.push({ line, key, lineId });
    return lineId;
  });
  if (fresh.length > 0) await addLines(tx, account, fresh);
  return { ids, added: fresh.length };
}

/** Ids of lines that may be lines of this statement, by what they say; without those of statements that begin where this one ends, or end where it begins. */
async function knownLines(
  tx: Tx,
  accountId: string,
  statement: ReadStatement,
  keys: readonly Buffer[],
): Promise<Map<string, string[]>> {
  const { rows } = await tx.query<Known>(
    `SELECT l.line_id AS "lineId", encode(l.content_key, 'hex') AS key, s.from_on::text AS "from", s.to_on::text AS "to", s.opening, s.closing
       FROM bank_statements.lines l
       JOIN bank_statements.statement_lines m USING (line_id)
       JOIN bank_statements.statements s USING (statement_id)
      WHERE l.account_id = $1 AND l.content_key = ANY ($2::bytea[]) AND l.bank_reference = ''
      ORDER BY l.line_id`,
    [accountId, keys],
  );
  const known = new Map<string, Set<string>>();
  const add = (key: string, lineId: string) => {
    const ids = known.get(key);
    if (ids) ids.add(lineId);
    else known.set(key, new Set([lineId]));
  };
  // A line belongs to several statements: one that is not apart is enough.
  for (const { key, lineId, ...span } of rows) if (!isApart(span, statement)) add(key, lineId);
  const { rows: named } = await tx.query<{ lineId: string; key: string }>(
    `SELECT line_id AS "lineId", encode(content_key, 'hex') AS key FROM bank_statements.lines
      WHERE account_id = $1 AND content_key = ANY ($2::bytea[]) AND bank_reference <> '' ORDER BY line_id`,
    [accountId, keys],
  );
  for (const { key, lineId } of named) add(key, lineId);
  return new Map([...known].map(([key, ids]) => [key, [...ids]]));
}

async function addLines(
  tx: Tx,
  { accountId, currency }: BankAccount,
  fresh: readonly { readonly line: ReadLine; readonly key: Buffer; readonly lineId: string }[],
): Promise<void> {
  const outsideIds = await nameLines(
    tx,
    accountId,
    fresh.map(({ line }) => outsideId(line, currency)),
  );
  const tenants = await tenantsInLines(
    tx,
    fresh.map(({ line }) => line),
  );
  const rows = fresh.map(({ line, key, lineId }, index) => ({
    ...{ line_id: lineId, outside_id: outsideIds[index], content_key: `\\x${key.toString('hex')}` },
    ...{ booked_on: line.bookedOn, value_on: line.valueOn, amount: line.amount, payer: line.payer },
    ...{ payer_account: line.payerAccount, text: line.text, reference: line.reference },
    ...{
      bank_reference: line.bankReference,
      reference_tenant_id: line.amount > 0 ? tenants[index] : null,
    },
  }));
  await tx.query(
    `INSERT INTO bank_statements.lines
       (line_id, account_id, outside_id, content_key, booked_on, value_on, amount, payer, payer_account, text, reference,
        bank_reference, reference_tenant_id, state)
     SELECT r.line_id, $1, r.outside_id, r.content_key, r.booked_on, r.value_on, r.amount, r.payer, r.payer_account, r.text, r.reference,
            r.bank_reference, r.reference_tenant_id, CASE WHEN r.amount < 0 THEN 'outgoing' ELSE 'open' END
       FROM jsonb_to_recordset($2::jsonb) AS r (line_id uuid, outside_id text, content_key bytea, booked_on date, value_on date,
              amount bigint, payer text, payer_account text, text text, reference text, bank_reference text, reference_tenant_id int)`,
    [accountId, JSON.stringify(rows)],
  );
}

/** Names that are free, with a number where a name is taken: `9F3C`, `9F3C/2`. Case and blanks make no other name. */
async function nameLines(tx: Tx, accountId: string, wanted: readonly string[]): Promise<string[]> {
  const taken = new Set<string>();
  const find = async (condition: string, bases: readonly string[]) => {
    const { rows } = await tx.query<{ key: string }>(
      `SELECT lower(replace(outside_id, ' ', '')) AS key FROM bank_statements.lines WHERE account_id = $1 AND ${condition}`,
      [accountId, bases],
    );
    for (const { key } of rows) taken.add(key);
    return rows.map(({ key }) => `${key}/`);
  };
  const again = await find("lower(replace(outside_id, ' ', '')) = ANY ($2)", wanted.map(keyOf));
  if (again.length > 0) {
    await find(
      "EXISTS (SELECT FROM unnest($2::text[]) AS b (base) WHERE starts_with(lower(replace(outside_id, ' ', '')), b.base))",
      again,
    );
  }
  return wanted.map((base) => {
    let name = base;
    for (let number = 2; taken.has(keyOf(name)); number += 1) name = `${base}/${number}`;
    taken.add(keyOf(name));
    return name;
  });
}

function keyOf(name: string): string {
  return name.replaceAll(' ', '').toLowerCase();
}

/** Whose whole creditor reference each line has; null: nobody's, or those of several. */
async function tenantsInLines(tx: Tx, lines: readonly ReadLine[]): Promise<(number | null)[]> {
  const found = lines.map(({ reference, text }) => findReferences(reference, text).whole);
  const owners = await tenantsOfReferences(tx, [...new Set(found.flat())]);
  return found.map((references) => {
    const tenants = new Set(references.flatMap((each) => owners.get(each) ?? []));
    const [one = null] = tenants;
    return tenants.size === 1 ? one : null;
  });
}
