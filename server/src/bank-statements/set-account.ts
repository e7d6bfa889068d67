import { type CsvMap, csvColumnsOf } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { hasCheckDigits } from '../deposit-methods/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { accountColumns, type BankAccount } from './account.ts';

export interface NewBankAccount {
  readonly name: string;
  /** IBAN or another number, in any spelling; null: its files do not name it. */
  readonly number: string | null;
  readonly currency: string;
}

/** What can change of an account: its statements stay what they are. */
export interface BankAccountChange {
  readonly name?: string | undefined;
  readonly csvMap?: CsvMap | undefined;
}

const NUMBER = /^[A-Z0-9]{1,34}$/;
const LIKE_IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/;
const NAME_MAX = 140;
const ACCOUNTS_MAX = 200;

/** The number in stored form; what looks like an IBAN must have its check digits (ISO 13616). */
export function readAccountNumber(text: string): string {
  const number = text.replaceAll(/[\s.\-/]/g, '').toUpperCase();
  if (!NUMBER.test(number)) {
    throw invalid({
      pointer: '/number',
      code: 'pattern',
      detail: 'It must be an IBAN or an account number: letters and digits, at most 34.',
    });
  }
  if (LIKE_IBAN.test(number) && !hasCheckDigits(number)) {
    throw invalid({
      pointer: '/number',
      code: 'pattern',
      detail: 'It looks like an IBAN, but its check digits do not fit. Copy it whole.',
    });
  }
  return number;
}

/** Adds an account; `taken` for a number in this currency, or a name, that is there. */
export async function addBankAccount(tx: Tx, given: NewBankAccount, by: By): Promise<BankAccount> {
  const name = readName(given.name);
  const number = given.number === null ? null : readAccountNumber(given.number);
  const { currency } = given;
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw invalid({
      pointer: '/currency',
      code: 'pattern',
      detail: 'It must be three capital letters, as in ISO 4217.',
    });
  }
  await lockAccountsOfBank(tx);
  const all = await listBankAccounts(tx);
  if (all.length >= ACCOUNTS_MAX) {
    throw invalid({
      pointer: '/name',
      code: 'maximum',
      detail: `There are ${ACCOUNTS_MAX} accounts, and no more can be added.`,
    });
  }
  if (number !== null && all.some((each) => each.number === number && each.currency === currency)) {
    throw invalid({
      pointer: '/number',
      code: 'taken',
      detail: `There is an account ${number} in ${currency}.`,
    });
  }
  refuseName(all, name);
  const accountId = newUuid(by.at.getTime());
  const { rows } = await tx.query<BankAccount>(
    `INSERT INTO bank_statements.accounts (account_id, name, number, currency, added_at, added_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${accountColumns}`,
    [accountId, name, number, currency, by.at, by.actor],
  );
  const detail = { name, number, currency };
  await recordAudit(tx, {
    ...by,
    action: 'bank_account.added',
    subject: formatId('bac', accountId),
    detail,
  });
  return required(rows[0], 'an inserted row is returned');
}

/** Changes the name of an account, or what the columns of its CSV files are. The same again changes nothing. */
export async function setBankAccount(
  tx: Tx,
  accountId: string,
  change: BankAccountChange,
  by: By,
): Promise<BankAccount> {
  await lockAccountsOfBank(tx);
  const before = await findBankAccount(tx, accountId);
  const name = change.name === undefined ? before.name : readName(change.name);
  const csvMap = change.csvMap === undefined ? before.csvMap : readMap(change.csvMap);
  if (name === before.name && JSON.stringify(csvMap) === JSON.stringify(before.csvMap))
    return before;
  const others = (await listBankAccounts(tx)).filter((each) => each.accountId !== accountId);
  refuseName(others, name);
  const { rows } = await tx.query<BankAccount>(
    `UPDATE bank_statements.accounts SET name = $2, csv_map = $3 WHERE account_id = $1 RETURNING ${accountColumns}`,
    [accountId, name, csvMap === null ? null : JSON.stringify(csvMap)],
  );
  const after = required(rows[0], 'the account is locked');
  const facts = (account: BankAccount) => ({ name: account.name, csv_map: account.csvMap });
  await recordAudit(tx, {
    ...by,
    action: 'bank_account.changed',
    subject: formatId('bac', accountId),
    detail: { before: facts(before), after: facts(after) },
  });
  return after;
}

/** The accounts by name. There are few. */
export async function listBankAccounts(db: Db): Promise<BankAccount[]> {
  const { rows } = await db.query<BankAccount>(
    `SELECT ${accountColumns} FROM bank_statements.accounts ORDER BY lower(name)`,
  );
  return rows;
}

/** The account with this id; `not_found` if there is none. */
export async function findBankAccount(db: Db, accountId: string): Promise<BankAccount> {
  const { rows } = await db.query<BankAccount>(
    `SELECT ${accountColumns} FROM bank_statements.accounts WHERE account_id = $1`,
    [accountId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** Accounts and imports, one at a time: what is known of an account is known to whoever comes next. */
export async function lockAccountsOfBank(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.bankAccounts]);
}

function readName(text: string): string {
  const name = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (name === '' || name.length > NAME_MAX || /\p{Cc}/u.test(name)) {
    throw invalid({
      pointer: '/name',
      code: 'pattern',
      detail: `It must be 1 to ${NAME_MAX} characters on one line.`,
    });
  }
  return name;
}

function refuseName(all: readonly BankAccount[], name: string): void {
  if (!all.some((each) => each.name.toLowerCase() === name.toLowerCase())) return;
  throw invalid({ pointer: '/name', code: 'taken', detail: 'Another account has this name.' });
}

function refused(member: string, detail: string): Refusal {
  return invalid({ pointer: `/csv_map/${member}`, code: 'required', detail });
}

/** A map with a column of days, and one column of amounts or two. */
function readMap(map: CsvMap): CsvMap {
  if (map.date === '') throw refused('date', 'Choose the column of the day.');
  const hasTwo = map.money_in !== '' && map.money_out !== '';
  if ((map.amount === '') !== hasTwo) {
    throw refused(
      'amount',
      'Choose one column of amounts with a sign, or the two columns of money in and money out.',
    );
  }
  const { state = '', states = [] } = map;
  if (state === '') return { ...checked(map), state: '', states: [] };
  if (!states.some(({ means }) => means === 'booked'))
    throw refused('states', 'Choose which states mean that a row is booked.');
  if (new Set(states.map(({ value }) => value)).size < states.length)
    throw refused('states', 'Each state means one thing.');
  return checked(map);
}

function checked(map: CsvMap): CsvMap {
  if (csvColumnsOf(map).length < 2)
    throw refused('amount', 'The day and the amount are in two columns.');
  return map;
}
