import {
  addBankAccount,
  type BankLine,
  findBankLine,
  importStatement,
  listLines,
} from '../src/bank-statements/index.ts';
import { addBankTransfer, creditorReferenceOf } from '../src/deposit-methods/index.ts';
import { assert } from '../src/kit/assert.ts';
import { balanceOf } from '../src/ledger/index.ts';
import { matchLine } from '../src/matching/index.ts';
import { tenantOf } from '../src/partners/index.ts';
import { camtFile, type DemoEntry, statementOf } from './bank-file.ts';
import { openShop } from './shop.ts';

const operator = { actor: 'operator:command-line' };
const ann = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x1' };
const bo = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x2' };
const IBAN = 'GB82WEST12345698765432';

/** Who does something at the desk: the command line, and two people of the staff. */
export const atDesk = { operator, ann, bo };

/** A shop of two nodes with a bank account in USD that partners pay to, and lines of its statements. */
export async function openBankDesk() {
  const shop = await openShop({ nodes: 2 });
  const { database } = shop.app;
  const by = (who: typeof ann = ann) => ({ ...who, at: shop.clock.now() });
  const account = { holder: 'Codes Ltd', bic: 'WESTGB2L', bank: 'West', usualTime: '1 day' };
  const method = await database.transaction(async (tx) => {
    await addBankAccount(tx, { name: 'Main', number: IBAN, currency: 'USD' }, by(operator));
    return addBankTransfer(tx, shop.app, { ...account, iban: IBAN, currency: 'USD' }, by(operator));
  });
  let opening = 0;
  let count = 0;
  const nodeOf = (turn: number) => (shop.nodes[turn % 2] ?? shop.nodes[0]).app;
  const payer = async () => tenantOf(database.reads, await shop.partner(), 'live');
  /** The lines of a new statement, which continues the last one. */
  const lines = async (...entries: Partial<DemoEntry>[]): Promise<BankLine[]> => {
    count += 1;
    const day = by().at.toISOString().slice(0, 10);
    const all = entries.map((entry, index) => ({
      ...{ day, amount: 10_000, text: `payment ${count}-${index}` },
      ...entry,
    }));
    const bytes = camtFile([statementOf(IBAN, [day, day], opening, all)]);
    opening += all.reduce((sum, { amount }) => sum + amount, 0);
    const file = { name: 'a.xml', bytes, accountId: null };
    const [imported] = await importStatement(shop.app, file, by());
    const statementId = imported?.statementId;
    const found = await listLines(database.reads, { statementId, limit: 500 });
    return all.flatMap(({ text }) => found.find((line) => line.text === text) ?? []);
  };
  const line = async (entry: Partial<DemoEntry> = {}): Promise<BankLine> => {
    const [one] = await lines(entry);
    assert(one, 'the line was imported');
    return one;
  };
  return {
    ...{ shop, method, by, nodeOf, payer, lines, line },
    referenceOf: (tenantId: number) => creditorReferenceOf(database, tenantId, by().at),
    available: async (tenantId: number) => (await balanceOf(database.reads, tenantId)).available,
    again: ({ lineId }: BankLine) => findBankLine(database.reads, lineId),
    /** Matches all of a line to one partner. */
    match: (
      { lineId, version, amount }: BankLine,
      own: Awaited<ReturnType<typeof payer>>,
      who = bo,
      turn = 0,
    ) => matchLine(nodeOf(turn), lineId, { version, split: [{ payer: own, amount }] }, by(who)),
    act: database.transaction.bind(database),
  };
}
export type BankDesk = Awaited<ReturnType<typeof openBankDesk>>;
