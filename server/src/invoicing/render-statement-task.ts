import type { TransactionType } from '@psnb2b/contract';
import { formatMoney } from '../kit/money.ts';
import type { StatementParties } from './document.ts';
import { Printer } from './printer.ts';
import {
  type Column,
  carry,
  day,
  facts,
  finish,
  grouped,
  letterhead,
  sums,
  tableHead,
  tableRows,
  WIDTH,
} from './sheet.ts';

/** A change of the balance as it is printed; money in minor units. */
export interface StatementLine {
  readonly at: Date;
  readonly type: TransactionType;
  /** The id of the order or deposit; null for test money that was set. */
  readonly about: string | null;
  readonly reference: string | null;
  readonly sku: string | null;
  readonly quantity: number | null;
  readonly amount: number;
  readonly balanceAfter: number;
}

export interface StatementSheet {
  readonly parties: StatementParties;
  /** A PNG or JPEG. */
  readonly logo: Uint8Array | null;
  readonly currency: string;
  /** Test money: no payment of anybody. */
  readonly isTest: boolean;
  /** First and last day in UTC, or what is said of all time. */
  readonly period: string;
  readonly printedAt: Date;
  readonly opening: number;
  readonly in: number;
  readonly out: number;
  readonly closing: number;
  /** The oldest first; null if there are more than are printed. */
  readonly lines: readonly StatementLine[] | null;
  readonly linesMax: number;
}

const COLUMNS = [
  { name: 'Time (UTC)', width: 62, align: 'left', isWide: true, isWhole: true },
  { name: 'What', width: 72, align: 'left', isWide: true },
  { name: 'Order or deposit', width: 129, align: 'left', isWide: true, isWhole: true },
  { name: 'Reference', width: 62, align: 'left', isWide: true },
  { name: 'Product', width: 48, align: 'left', isWide: true },
  { name: 'Amount', width: 61, align: 'right' },
  { name: 'Balance', width: WIDTH - 434, align: 'right' },
] as const satisfies readonly Column[];

const WHAT: Readonly<Record<TransactionType, string>> = {
  order: 'Order',
  deposit: 'Deposit',
  reversal: 'Deposit taken back',
  refund: 'Refund',
  return: 'Return',
  adjustment: 'Adjustment',
};
/** Room for the sums at the end of the table. */
const SUMS = 100;

/** Prints a statement as PDF. The same rows give the same bytes. Runs in a thread: a long one takes a while. */
export async function run(sheet: StatementSheet): Promise<Uint8Array<ArrayBuffer>> {
  const { parties, currency, lines } = sheet;
  const title = sheet.isTest ? 'Statement of test money' : 'Statement';
  const printer = new Printer({ title, author: parties.seller.name, at: sheet.printedAt });
  const money = (minor: number) => grouped(formatMoney(minor, currency));
  let y = facts(printer, letterhead(printer, title, parties, sheet.logo), [
    ['Period', sheet.period],
    ['Printed', `${minute(sheet.printedAt)} (UTC)`],
    ['Currency', currency],
  ]);
  y = tableHead(printer, COLUMNS, y + 14);
  y = carry(printer, COLUMNS, y, 'Balance before', money(sheet.opening));
  // nothing: a period with too many lines shows its sums alone
  const rows = (lines ?? []).map((line) => ({
    cells: cellsOf(line, money),
    carried: money(line.balanceAfter - line.amount),
  }));
  y = tableRows(printer, COLUMNS, y, rows, { title: `${title}, ${sheet.period}`, room: SUMS });
  const amount = (minor: number) => `${money(minor)} ${currency}`;
  sums(
    printer,
    y,
    [
      ['Balance before', amount(sheet.opening)],
      ['Came in', amount(sheet.in)],
      ['Went out', amount(sheet.out)],
      ['Balance after', amount(sheet.closing)],
    ],
    remarks(sheet),
  );
  return await finish(printer, parties.seller);
}

function cellsOf(line: StatementLine, money: (minor: number) => string): string[] {
  return [
    minute(line.at),
    what(line),
    // nothing: test money is about no order
    line.about ?? '',
    // nothing: an order may have no reference
    line.reference ?? '',
    // nothing: a deposit has no product
    line.sku ?? '',
    money(line.amount),
    money(line.balanceAfter),
  ];
}

export function transfer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer[] {
  return [bytes.buffer];
}

function what({ type, quantity }: StatementLine): string {
  if (quantity === null) return WHAT[type];
  return `${WHAT[type]}, ${quantity === 1 ? '1 code' : `${grouped(String(quantity))} codes`}`;
}

/** What is said below the sums. */
function remarks({ lines, linesMax, isTest }: StatementSheet): string[] {
  return [
    ...(lines === null
      ? [
          `This period has more than ${grouped(String(linesMax))} lines: print one month, or download the CSV, which has all of them.`,
        ]
      : []),
    'Money on hold is part of the balance until its order is delivered or ends.',
    ...(isTest ? ['Test money is not real.'] : []),
  ];
}

function minute(time: Date): string {
  return `${day(time)} ${time.toISOString().slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length)}`;
}
