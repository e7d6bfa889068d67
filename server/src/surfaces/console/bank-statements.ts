import * as contract from '@psnb2b/contract';
import * as bank from '../../bank-statements/index.ts';
import { listDepositMethods } from '../../deposit-methods/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { json, pageBothWays, whole } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { pointTo } from '../../kit/refusal.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The operator's bank accounts and their statements. */
export function bankStatementRoutes({ database }: Parts) {
  const { reads } = database;
  const showAccount = async (account: bank.BankAccount) =>
    required((await presentAccounts(reads, [account]))[0], 'an account is shown');
  return onConsole({
    listBankAccounts: async () =>
      whole(await presentAccounts(reads, await bank.listBankAccounts(reads))),
    addBankAccount: async ({ body, by }) => {
      const { name, number = null, currency } = body;
      const added = await database.transaction((tx) =>
        bank.addBankAccount(tx, { name, number, currency }, by),
      );
      return json(201, await showAccount(added));
    },
    setBankAccount: async ({ params, body, by }) => {
      const change = given(contract.BankAccountSet, body);
      const changed = await database.transaction((tx) =>
        bank.setBankAccount(tx, params.account_id, change, by),
      );
      return json(200, await showAccount(changed));
    },
    listBankStatements: ({ query }) =>
      pageBothWays(
        bank.bankStatementPages,
        filters(contract.BankStatementQuery, query),
        (asked) => bank.listStatements(reads, asked),
        (found) => presentStatements(reads, found),
      ),
    importBankStatement: async ({ query, upload, by }) => {
      const { name, bytes } = required(upload, 'the operation takes a file');
      const { accountId = null } = filters(contract.StatementImportQuery, query);
      const imported = await bank
        .importStatement({ database }, { name, bytes, accountId }, by)
        .catch(pointTo('/account_id'));
      const found = await bank.findStatements(
        reads,
        imported.map(({ statementId }) => statementId),
      );
      const shown = await presentStatements(reads, found);
      const statements = imported.map(({ added, known, repeated, leftOut }, index) => ({
        ...{ added, known, repeated, left_out: [...leftOut] },
        statement: required(shown[index], 'it was imported'),
      }));
      return json(201, { object: 'statement_import' as const, statements });
    },
  });
}

async function presentAccounts(db: Db, accounts: readonly bank.BankAccount[]) {
  const methods = await listDepositMethods(db);
  const last = await bank.lastDays(db);
  const names = await actorTexts(
    db,
    accounts.map(({ addedBy }) => addedBy),
  );
  return accounts.map((account) => {
    const { accountId, number, currency, addedBy } = account;
    const method = methods.find(
      (each) => number !== null && each.iban === number && each.currency === currency,
    );
    const { to, closing } = last.get(accountId) ?? { to: null, closing: null };
    return present(
      contract.BankAccount,
      { ...account, closing },
      {
        method_id: method ? formatId('dpm', method.methodId) : null,
        last_day: to,
        csv_map: account.csvMap && mapOf(account.csvMap),
        added_by: names(addedBy),
      },
    );
  });
}

/** Maps that were saved before files had states have none. */
function mapOf({ text, state = '', states = [], ...map }: contract.CsvMap): contract.BankCsvMap {
  return { ...map, text: [...text], state, states: [...states] };
}

/** The names of accounts, by id, for rows that belong to them. */
export async function accountRefs(db: Db) {
  const accounts = await bank.listBankAccounts(db);
  const names = new Map(accounts.map(({ accountId, name }) => [accountId, name]));
  return (accountId: string) => ({
    id: formatId('bac', accountId),
    name: required(names.get(accountId), 'an account has a name'),
  });
}

export async function presentStatements(db: Db, statements: readonly bank.BankStatement[]) {
  const refs = await accountRefs(db);
  const chains = await bank.chainsOf(
    db,
    statements.map(({ accountId }) => accountId),
  );
  const names = await actorTexts(
    db,
    statements.map(({ importedBy }) => importedBy),
  );
  return statements.map((statement) => {
    const { accountId, statementId, importedBy } = statement;
    const link = required(chains.get(statementId), 'a statement has its place');
    return present(
      contract.BankStatement,
      { ...statement, ...link },
      { account: refs(accountId), imported_by: names(importedBy) },
    );
  });
}
