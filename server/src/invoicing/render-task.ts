import type { Address } from '@psnb2b/contract';
import { formatMoney } from '../kit/money.ts';
import { type Month, nextMonth, startOfMonth } from '../kit/month.ts';
import { DAY_MS } from '../kit/time.ts';
import type { IssuedDocument, Parties, Party } from './document.ts';
import { PAGE, Printer } from './printer.ts';

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
  readonly lines: readonly SheetLine[];
}

const QUIET = '#5b6572';
const RULE = '#c9ced6';
const WIDTH = PAGE.width - 2 * PAGE.margin;
const HALF = WIDTH / 2;
const ROW = 14;
const LEADING = 12;
/** Rows end here; below are the carried total and the foot. */
const BOTTOM = PAGE.height - PAGE.margin - 40;
/** Room for the sums at the end of the table. */
const SUMS = 120;

const COLUMNS = [
  { name: 'Date', width: 56, align: 'left' },
  { name: 'Order', width: 128, align: 'left' },
  { name: 'Your reference', width: 110, align: 'left' },
  { name: 'Product', width: 72, align: 'left' },
  { name: 'Codes', width: 36, align: 'right' },
  { name: 'Price', width: 42, align: 'right' },
  { name: 'Amount', width: WIDTH - 444, align: 'right' },
] as const;
const GAP = 6;

/** Prints a document as PDF. The same rows give the same bytes. Runs in a thread: a long one takes a while. */
export async function run(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const { document, parties } = sheet;
  const title = `${kindOf(document)} ${document.number}`;
  const printer = new Printer({ title, author: parties.seller.name, at: document.issuedAt });
  const money = (minor: number) => formatMoney(minor, document.currency);
  let y = head(printer, sheet);
  let carried = 0;
  for (const [index, line] of sheet.lines.entries()) {
    const isLast = index === sheet.lines.length - 1;
    if (y + ROW > BOTTOM - (isLast ? SUMS : 0)) {
      carry(printer, y, 'Carried forward', money(carried));
      printer.addPage();
      y = tableHead(printer, continued(printer, title));
      y = carry(printer, y, 'Brought forward', money(carried));
    }
    row(printer, y, [
      line.at === null ? '' : day(line.at),
      // nothing: a sum of a product has no order
      line.orderId ?? '',
      // nothing: an order may have no reference
      line.reference ?? '',
      line.sku,
      String(line.quantity),
      money(line.unitPrice),
      money(line.amount),
    ]);
    carried += line.amount;
    y += ROW;
  }
  sums(printer, y, sheet);
  printer.eachPage((page, pages) => foot(printer, parties.seller, `${page} / ${pages}`));
  return new Uint8Array(await printer.bytes());
}

export function transfer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer[] {
  return [bytes.buffer];
}

function kindOf({ kind }: IssuedDocument): string {
  return kind === 'invoice' ? 'Invoice' : 'Credit note';
}

function head(printer: Printer, { document, parties }: Sheet): number {
  const { margin } = PAGE;
  if (parties.brandColour !== null) printer.rule(margin - 16, parties.brandColour, 3);
  printer.line(parties.shopName, margin, margin, { size: 15, weight: 'bold', width: HALF });
  const right = { width: HALF, align: 'right' } as const;
  printer.line(kindOf(document), margin + HALF, margin, { size: 15, weight: 'bold', ...right });
  const left = party(printer, margin, margin + 40, 'From', parties.seller);
  const other = party(printer, margin + HALF, margin + 40, 'To', parties.buyer);
  let y = Math.max(left, other) + 14;
  const facts = [
    ['Number', document.number],
    ['Date', day(document.issuedAt)],
    ['Period', period(document.month)],
    ...(document.invoiceNumber === null
      ? []
      : ([['Corrects invoice', document.invoiceNumber]] as const)),
    ['Currency', document.currency],
  ] as const;
  for (const [name, value] of facts) {
    printer.line(name, margin, y, { width: 90, colour: QUIET });
    printer.line(value, margin + 96, y, { width: WIDTH - 96 });
    y += LEADING + 1;
  }
  return tableHead(printer, y + 14);
}

function party(printer: Printer, x: number, y: number, name: string, of: Party): number {
  const width = HALF - 16;
  printer.line(name, x, y, { size: 8, colour: QUIET, width });
  let below = printer.lines(of.name, x, y + 13, { weight: 'bold', width, leading: LEADING });
  const numbers = [
    of.registrationNumber && `Registration number: ${of.registrationNumber}`,
    of.taxNumber && `Tax number: ${of.taxNumber}`,
    of.email,
    of.website,
  ];
  for (const text of [...addressLines(of.address), ...numbers]) {
    if (text) below = printer.lines(text, x, below, { width, leading: LEADING });
  }
  return below;
}

function addressLines({ line1, line2, postal_code, city, state, country }: Address): string[] {
  const place = [postal_code, city].filter(Boolean).join(' ');
  const land = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  return [line1, line2, place, state, land].filter(
    (line) => line !== null && line !== '',
  ) as string[];
}

/** The head of a page after the first. */
function continued(printer: Printer, title: string): number {
  printer.line(title, PAGE.margin, PAGE.margin, { weight: 'bold', width: WIDTH });
  return PAGE.margin + 24;
}

function tableHead(printer: Printer, y: number): number {
  row(
    printer,
    y,
    COLUMNS.map(({ name }) => name),
    { weight: 'bold', colour: QUIET },
  );
  printer.rule(y + ROW - 1, RULE);
  return y + ROW + 4;
}

interface RowStyle {
  readonly weight?: 'normal' | 'bold';
  readonly colour?: string;
}

function row(printer: Printer, y: number, cells: readonly string[], style: RowStyle = {}): void {
  let x: number = PAGE.margin;
  for (const [index, { width, align }] of COLUMNS.entries()) {
    const isWide = index === 1 || index === 2;
    // nothing: a row may leave its last cells empty
    printer.line(cells[index] ?? '', x, y, {
      ...style,
      size: isWide && style.weight !== 'bold' ? 7 : 8,
      align,
      width: align === 'right' ? width : width - GAP,
    });
    x += width;
  }
}

function carry(printer: Printer, y: number, what: string, amount: string): number {
  row(printer, y, ['', what, '', '', '', '', amount], { colour: QUIET });
  return y + ROW;
}

function sums(printer: Printer, from: number, { document, parties }: Sheet): void {
  const money = (minor: number) => `${formatMoney(minor, document.currency)} ${document.currency}`;
  const { taxBps, taxNote } = document;
  const x = PAGE.margin + HALF;
  const rows: [string, string, boolean][] = [
    ...(taxBps === null
      ? []
      : ([
          ['Net', money(document.net), false],
          [`Tax ${taxBps / 100} %`, money(document.tax), false],
        ] satisfies [string, string, boolean][])),
    ['Total', money(document.total), true],
  ];
  printer.rule(from + 2, RULE);
  let y = from + 10;
  for (const [name, value, isTotal] of rows) {
    const weight = isTotal ? 'bold' : 'normal';
    printer.line(name, x, y, { weight, width: HALF / 2 });
    printer.line(value, x + HALF / 2, y, { weight, width: HALF / 2, align: 'right' });
    y += ROW;
  }
  const paid =
    document.kind === 'invoice'
      ? 'Paid from your balance when each order was delivered: nothing is to be paid.'
      : 'Credited to your balance when each code was refunded or returned: nothing is to be paid.';
  const sentences = [
    ...(taxNote === null ? [] : [taxNote]),
    paid,
    `The total equals the ${document.kind === 'invoice' ? 'orders' : 'refunds and returns'} of your statement that it lists, at ${parties.shopName}.`,
  ];
  y += 6;
  for (const text of sentences) {
    y = printer.lines(text, PAGE.margin, y, { width: WIDTH, leading: LEADING, colour: QUIET });
  }
}

function foot(printer: Printer, seller: Party, page: string): void {
  const y = PAGE.height - PAGE.margin + 8;
  const style = { size: 7, colour: QUIET, width: HALF } as const;
  printer.line(seller.name, PAGE.margin, y, style);
  printer.line(page, PAGE.margin + HALF, y, { ...style, align: 'right' });
}

/** In UTC, as everything on a document. */
function day(time: Date): string {
  return time.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

function period(month: Month): string {
  const last = new Date(startOfMonth(nextMonth(month)).getTime() - DAY_MS);
  return `${day(startOfMonth(month))} to ${day(last)} (UTC)`;
}
