import {
  addBankAccount,
  type BankAccount,
  chainsOf,
  importStatement,
  listLines,
  listStatements,
} from '../src/bank-statements/index.ts';
import type { DemoEntry } from './bank-file.ts';
import { openShop } from './shop.ts';

const by = { actor: 'operator:command-line' };

/** One payment of November 2026, in minor units. */
export function pay(
  day: number,
  amount: number,
  text = 'x',
  more: Partial<DemoEntry> = {},
): DemoEntry {
  return {
    ...{ day: `2026-11-${String(day).padStart(2, '0')}`, amount, payer: 'A', text, ...more },
  };
}

/** The first and the last day of a statement of November 2026. */
export const days = (from: number, to: number) => [pay(from, 1).day, pay(to, 1).day] as const;

/** A shop of two nodes into which files of any bank accounts are imported. */
export async function openStatementDesk() {
  const shop = await openShop({ nodes: 2 });
  const { reads } = shop.app.database;
  const who = () => ({ ...by, at: shop.clock.now() });
  let count = 0;
  return {
    ...{ shop, who },
    /** An account that no other test has. */
    account: async (): Promise<BankAccount & { readonly number: string }> => {
      count += 1;
      const number = String(count).padStart(10, '0');
      const added = await shop.app.database.transaction((tx) =>
        addBankAccount(tx, { name: `Account ${count}`, number, currency: 'USD' }, who()),
      );
      return { ...added, number };
    },
    bring: (file: Buffer, accountId: string | null = null, node = 0) =>
      importStatement(
        (shop.nodes[node] ?? shop.nodes[0]).app,
        { name: 'a.xml', bytes: file, accountId },
        who(),
      ),
    linesOf: ({ accountId }: BankAccount) => listLines(reads, { accountId, limit: 1000 }),
    /** How each statement of an account follows the one before, the oldest first. */
    chains: async (own: BankAccount) => {
      const found = await listStatements(reads, { accountId: own.accountId, limit: 100 });
      const links = await chainsOf(reads, [own.accountId]);
      return found
        .toReversed()
        .map(({ statementId }) => [links.get(statementId)?.chain, links.get(statementId)?.missing]);
    },
  };
}
export type StatementDesk = Awaited<ReturnType<typeof openStatementDesk>>;
