import { formatMoney } from '../kit/money.ts';
import { type Month, nextMonth, startOfMonth } from '../kit/month.ts';
import { DAY_MS } from '../kit/time.ts';
import type { IssuedDocument, Parties } from './document.ts';
import { Printer } from './printer.ts';
import {
  type Column,
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

/** Room for the sums at the end of the table. */
const SUMS = 120;

/** A row of the table: an order, a refunded code, or the sum of a product. */
export interface SheetLine {
  readonly at: Date | null;
  readonly orderId: string | null;
  readonly reference: string | null;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
}

export interface Sheet {
  readonly document: IssuedDocument;
  readonly parties: Parties;
  /** A PNG or JPEG. */
  readonly logo: Uint8Array | null;
  readonly lines: readonly SheetLine[];
}

const COLUMNS = [
  { name: 'Date', width: 56, align: 'left' },
  { name: 'Order', width: 128, align: 'left', isWide: true, isWhole: true },
  { name: 'Your reference', width: 110, align: 'left', isWide: true },
  { name: 'Product', width: 72, align: 'left' },
  { name: 'Codes', width: 36, align: 'right' },
  { name: 'Price', width: 42, align: 'right' },
  { name: 'Amount', width: WIDTH - 444, align: 'right' },
] as const satisfies readonly Column[];

/** Prints a document as PDF. The same rows give the same bytes. Runs in a thread: a long one takes a while. */
export async function run(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const { document, parties } = sheet;
  const title = `${kindOf(document)} ${document.number}`;
  const printer = new Printer({ title, author: parties.seller.name, at: document.issuedAt });
  const money = (minor: number) => grouped(formatMoney(minor, document.currency));
  let carried = 0;
  const rows = sheet.lines.map((line) => {
    const before = carried;
    carried += line.amount;
    return { cells: cellsOf(line, money), carried: money(before) };
  });
  const y = tableRows(printer, COLUMNS, head(printer, sheet), rows, { title, room: SUMS });
  sums(printer, y, sumsOf(document), remarks(sheet));
  return await finish(printer, parties.seller);
}

function cellsOf(line: SheetLine, money: (minor: number) => string): string[] {
  return [
    line.at === null ? '' : day(line.at),
    // nothing: a sum of a product has no order
    line.orderId ?? '',
    // nothing: an order may have no reference
    line.reference ?? '',
    line.sku,
    String(line.quantity),
    money(line.unitPrice),
    money(line.amount),
  ];
}

export function transfer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer[] {
  return [bytes.buffer];
}

function kindOf({ kind }: IssuedDocument): string {
  return kind === 'invoice' ? 'Invoice' : 'Credit note';
}

function head(printer: Printer, { document, parties, logo }: Sheet): number {
  const y = facts(printer, letterhead(printer, kindOf(document), parties, logo), [
    ['Number', document.number],
    ['Date', day(document.issuedAt)],
    ...(document.dueOn === null ? [] : ([['Due on', document.dueOn]] as const)),
    ['Period', period(document.month)],
    ...(document.invoiceNumber === null
      ? []
      : ([['Corrects invoice', document.invoiceNumber]] as const)),
    ['Currency', document.currency],
  ]);
  return tableHead(printer, COLUMNS, y + 14);
}

/** The sums, each in the currency of the document; the total is the last. */
function sumsOf({ taxBps, net, tax, total, currency }: IssuedDocument) {
  const money = (minor: number) => `${grouped(formatMoney(minor, currency))} ${currency}`;
  const beforeTax =
    taxBps === null
      ? []
      : ([
          ['Net', money(net)],
          [`Tax ${taxBps / 100} %`, money(tax)],
        ] as const);
  return [...beforeTax, ['Total', money(total)] as const];
}

/** What is said below the sums. */
function remarks({ document: { kind, taxNote, dueOn }, parties }: Sheet): string[] {
  const isInvoice = kind === 'invoice';
  const charged = 'Paid from your balance when each order was delivered';
  const paid =
    dueOn === null
      ? `${charged}: nothing is to be paid.`
      : `${charged}. If your balance is below zero, pay what is missing by ${dueOn}; otherwise nothing is to be paid.`;
  return [
    ...(taxNote === null ? [] : [taxNote]),
    isInvoice
      ? paid
      : 'Credited to your balance when each code was refunded or returned: nothing is to be paid.',
    `The total equals the ${isInvoice ? 'orders' : 'refunds and returns'} of your statement that it lists, at ${parties.shopName}.`,
  ];
}

function period(month: Month): string {
  const last = new Date(startOfMonth(nextMonth(month)).getTime() - DAY_MS);
  return `${day(startOfMonth(month))} to ${day(last)} (UTC)`;
}
