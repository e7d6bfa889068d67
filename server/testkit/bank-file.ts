import { type DemoEntry, type DemoStatement, writeCamt } from '../src/commands/demo-statement.ts';

export type { DemoEntry, DemoStatement };

/** A camt.053 file of these statements. */
export function camtFile(statements: readonly DemoStatement[], version?: string): Buffer {
  return Buffer.from(writeCamt(statements, version));
}

/** A statement of an account for some days, from an opening balance, with these entries. */
export function statementOf(
  iban: string,
  [from, to]: readonly [string, string],
  opening: number,
  entries: readonly DemoEntry[],
  currency = 'USD',
): DemoStatement {
  return { iban, currency, from, to, opening, entries };
}
