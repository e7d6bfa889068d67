import { basename } from 'node:path';
import { bankLineTabs, type chainStates, fileBytesMax } from '@psnb2b/contract';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import {
  addBankAccount,
  type BankAccount,
  type BankStatement,
  type ChainSeen,
  chainsOf,
  findStatements,
  importStatement,
  listBankAccounts,
  listLines,
  listStatements,
} from '../bank-statements/index.ts';
import { notThisFile } from '../kit/csv/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import { readyLines } from '../matching/index.ts';
import { act, OPERATOR } from './session.ts';

const LIST_MAX = 1_000;

interface ImportOptions {
  readonly json?: boolean;
  readonly account?: string;
  readonly file: string;
}

interface AccountOptions {
  readonly json?: boolean;
  readonly name: string;
  readonly number?: string;
  readonly currency: string;
}

interface ListOptions {
  readonly json?: boolean;
  readonly account?: string;
}

/** Statements of the operator's bank accounts; their lines are matched in the console. */
export function bankStatementCommands(program: Command): void {
  const statements = program
    .command('bank-statements')
    .alias('statements')
    .description(
      'statements of your bank accounts; whose payments their lines are is decided in the console',
    );
  statements
    .command('add-account')
    .description('add a bank account whose statements are imported')
    .requiredOption('--name <name>')
    .option('--number <number>', 'IBAN, or the number in its files; leave it out if they name none')
    .requiredOption('--currency <code>')
    .option('--json')
    .action(act(addAccount));
  statements
    .command('accounts')
    .description('list bank accounts')
    .option('--json')
    .action(act(accounts));
  statements
    .command('import')
    .description(
      'import a file: camt.053, or CSV of an account whose columns were chosen in the console',
    )
    .requiredOption('--file <path>', `at most ${fileBytesMax / 1024 / 1024} MiB`)
    .option('--account <name or id>', 'whose file it is; needed for CSV')
    .option('--json')
    .action(act(importFile));
  statements
    .command('list')
    .description('list statements, the latest days first, and whether they follow one another')
    .option('--account <name or id>', 'only of this account')
    .option('--json')
    .action(act(list));
  statements
    .command('lines')
    .description('list lines of statements, the latest day first')
    .option('--tab <tab>', bankLineTabs.join(', '))
    .option('--account <name or id>', 'only of this account')
    .option('--json')
    .action(act(lines));
}

async function accountOf(app: App, text: string): Promise<BankAccount> {
  const all = await listBankAccounts(app.database.reads);
  const found = all.find(
    ({ accountId, name }) =>
      formatId('bac', accountId) === text || name.toLowerCase() === text.toLowerCase(),
  );
  if (found) return found;
  const names = all.map(({ name }) => name).join(', ');
  const detail = names
    ? `There is no such account. There are: ${names}.`
    : 'There is no account yet: run bank-statements add-account.';
  throw invalid({ pointer: '/account', code: 'enum', detail });
}

async function addAccount(app: App, { name, number = '', currency }: AccountOptions) {
  const by = { actor: OPERATOR, at: app.clock.now() };
  const given = { name, number: number === '' ? null : number, currency };
  return shownAccount(await app.database.transaction((tx) => addBankAccount(tx, given, by)));
}

function shownAccount(account: BankAccount) {
  return { value: shownOf(account), lines: [accountLine(account)] };
}

function shownOf({ accountId, name, number, currency }: BankAccount) {
  return { id: formatId('bac', accountId), name, number, currency };
}

function accountLine({ accountId, name, number, currency }: BankAccount): string {
  return `${formatId('bac', accountId)}  ${currency}  ${number ?? '-'}  ${name}`;
}

async function accounts(app: App) {
  const all = await listBankAccounts(app.database.reads);
  return {
    value: all.map(shownOf),
    lines: all.length > 0 ? all.map(accountLine) : ['no bank accounts'],
  };
}

async function importFile(app: App, { file, account }: ImportOptions) {
  const bytes = await readGivenFile(file);
  if (bytes.length > fileBytesMax) {
    throw notThisFile(
      `It has ${Math.ceil(bytes.length / 1024 / 1024)} MiB, and at most ${fileBytesMax / 1024 / 1024} are read. Export a shorter period.`,
    );
  }
  const accountId = account === undefined ? null : (await accountOf(app, account)).accountId;
  const by = { actor: OPERATOR, at: app.clock.now() };
  const imported = await importStatement(app, { name: basename(file), bytes, accountId }, by);
  const { reads } = app.database;
  const chains = await chainsOf(
    reads,
    imported.map((each) => each.account.accountId),
  );
  const found = await findStatements(
    reads,
    imported.map(({ statementId }) => statementId),
  );
  const shown = imported.map(({ added, known, repeated, leftOut, account: own }, index) => {
    const statement = found[index];
    const value = {
      ...{ account: own.name, added, known, repeated, left_out: leftOut },
      ...(statement && statementOf(statement, chains)),
    };
    const what = repeated ? 'was here before' : `${added} lines added, ${known} known`;
    return {
      value,
      line: `${own.name}: ${what}${statement ? `; ${lineOf(statement, chains)}` : ''}`,
    };
  });
  return { value: shown.map(({ value }) => value), lines: shown.map(({ line }) => line) };
}

async function list(app: App, { account }: ListOptions) {
  const { reads } = app.database;
  const own = account === undefined ? null : await accountOf(app, account);
  const found = await listStatements(reads, { accountId: own?.accountId, limit: LIST_MAX });
  const chains = await chainsOf(
    reads,
    found.map(({ accountId }) => accountId),
  );
  return {
    value: found.map((statement) => statementOf(statement, chains)),
    lines:
      found.length > 0
        ? found.map((statement) => lineOf(statement, chains))
        : ['no bank statements'],
  };
}

type Chains = ReadonlyMap<string, ChainSeen>;

function statementOf(statement: BankStatement, chains: Chains) {
  const { statementId, currency, from, to, opening, closing, openLines } = statement;
  const { lines: count, pending, rejected } = statement;
  const link = chains.get(statementId);
  const money = (minor: number | null | undefined) =>
    typeof minor === 'number' ? formatMoney(minor, currency) : null;
  return {
    ...{
      id: formatId('bst', statementId),
      from,
      to,
      currency,
      opening: money(opening),
      closing: money(closing),
    },
    ...{
      lines: count,
      open_lines: openLines,
      ...{ pending, rejected },
      chain: link?.chain ?? null,
      missing: money(link?.missing),
    },
  };
}

const CHAIN: Readonly<Record<(typeof chainStates)[number], string>> = {
  first: 'the first of its account',
  fits: 'follows the one before',
  gap: 'does not follow the one before',
  overlap: 'shares days with another one that disagrees',
  unknown: 'its balances are not known',
};

function lineOf(statement: BankStatement, chains: Chains): string {
  const shown = statementOf(statement, chains);
  const { id, from, to, currency, opening, closing, open_lines, chain, missing } = shown;
  const left = [
    shown.pending > 0 ? `  ${shown.pending} not booked yet` : '',
    shown.rejected > 0 ? `  ${shown.rejected} rejected` : '',
  ].join('');
  const balances = opening === null ? '' : `  ${opening} to ${closing} ${currency}`;
  const gap = missing === null ? '' : ` (${missing} ${currency} missing)`;
  return `${id}  ${from} to ${to}${balances}  ${open_lines} open${left}${chain && `  ${CHAIN[chain]}`}${gap}`;
}

async function lines(app: App, { account, tab }: ListOptions & { readonly tab?: string }) {
  const { reads } = app.database;
  const own = account === undefined ? null : await accountOf(app, account);
  const wanted = bankLineTabs.find((each) => each === tab);
  if (tab !== undefined && wanted === undefined) {
    throw invalid({
      pointer: '/tab',
      code: 'enum',
      detail: `It must be one of ${bankLineTabs.join(', ')}.`,
    });
  }
  const ready = (await readyLines(reads)).map(({ lineId }) => lineId);
  const found = await listLines(
    reads,
    { accountId: own?.accountId, tab: wanted, limit: LIST_MAX },
    ready,
  );
  const value = found.map(
    ({ lineId, bookedOn, amount, currency, payer, text, outsideId, state }) => ({
      ...{
        id: formatId('bln', lineId),
        booked_on: bookedOn,
        amount: formatMoney(amount, currency),
        currency,
      },
      ...{ payer, text, outside_id: outsideId, state, ready: ready.includes(lineId) },
    }),
  );
  const texts = value.map(
    (each) =>
      `${each.id}  ${each.booked_on}  ${each.amount} ${each.currency}  ${each.ready ? 'ready' : each.state}  ${each.payer}  ${each.text}`,
  );
  return { value, lines: texts.length > 0 ? texts : ['no lines'] };
}
