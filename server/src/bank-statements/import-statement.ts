import { recordAudit } from '../audit/index.ts';
import { tenantsOfReferences } from '../deposit-methods/index.ts';
import type { By } from '../kit/by.ts';
import { compute, task } from '../kit/compute/index.ts';
import { notThisFile } from '../kit/csv/index.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { fromPlain } from '../kit/refusal.ts';
import type { BankAccount } from './account.ts';
import { findKnownLines } from './find-known-lines.ts';
import { findReferences } from './find-references.ts';
import { fingerprintOf, outsideId } from './identify-lines.ts';
import { nameLines } from './name-lines.ts';
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
  /** Rows of the file that are not booked, at most `LEFT_OUT_MAX`. */
  readonly leftOut: ReadStatement['leftOut'];
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
  const { lines, leftOut } = statement;
  if (rows[0])
    return { ...rows[0], account, added: 0, known: lines.length, repeated: true, leftOut };
  const statementId = newUuid(by.at.getTime());
  await tx.query(
    `INSERT INTO bank_statements.statements
       (statement_id, account_id, format, file_name, bank_id, fingerprint, from_on, to_on, opening, closing, pending, rejected,
        imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[
        statementId,
        accountId,
        statement.format,
        fileName.slice(0, 255),
        statement.bankId,
        fingerprint,
      ],
      ...[statement.from, statement.to, statement.opening, statement.closing],
      ...[statement.pending, statement.rejected],
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
      ...{ pending: statement.pending, rejected: statement.rejected },
    },
  });
  const known = lines.length - added;
  return { statementId, account, added, known, repeated: false, leftOut };
}

/** The lines of a statement in its order: known ones, and those that were added. */
async function takeLines(tx: Tx, account: BankAccount, statement: ReadStatement, at: Date) {
  const found = await findKnownLines(tx, account.accountId, statement);
  const fresh: FreshLine[] = [];
  // In the order of the file: lines of one day are listed by their ids.
  const made = statement.lines.map(() => newUuid(at.getTime())).sort();
  const ids = statement.lines.flatMap((line, index) => {
    const known = found[index] ?? null;
    if (known !== null) return known;
    const lineId = made[index] ?? newUuid(at.getTime());
    fresh.push({ line, lineId });
    return [lineId];
  });
  if (fresh.length > 0) await addLines(tx, account, fresh);
  return { ids, added: fresh.length };
}

interface FreshLine {
  readonly line: ReadLine;
  readonly lineId: string;
}

async function addLines(
  tx: Tx,
  { accountId, currency }: BankAccount,
  fresh: readonly FreshLine[],
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
  const rows = fresh.map(({ line, lineId }, index) => ({
    ...{ line_id: lineId, outside_id: outsideIds[index] },
    ...{ booked_on: line.bookedOn, value_on: line.valueOn, amount: line.amount, payer: line.payer },
    ...{ payer_account: line.payerAccount, text: line.text, reference: line.reference },
    ...{
      bank_reference: line.bankReference,
      // nothing: it is all of its entry.
      batch_reference: line.batch?.bankReference ?? '',
      reference_tenant_id: line.amount > 0 ? tenants[index] : null,
    },
  }));
  await tx.query(
    `INSERT INTO bank_statements.lines
       (line_id, account_id, outside_id, booked_on, value_on, amount, payer, payer_account, text, reference,
        bank_reference, batch_reference, reference_tenant_id, state)
     SELECT r.line_id, $1, r.outside_id, r.booked_on, r.value_on, r.amount, r.payer, r.payer_account, r.text, r.reference,
            r.bank_reference, r.batch_reference, r.reference_tenant_id, CASE WHEN r.amount < 0 THEN 'outgoing' ELSE 'open' END
       FROM jsonb_to_recordset($2::jsonb) AS r (line_id uuid, outside_id text, booked_on date, value_on date,
              amount bigint, payer text, payer_account text, text text, reference text, bank_reference text,
              batch_reference text, reference_tenant_id int)`,
    [accountId, JSON.stringify(rows)],
  );
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
