import type { Address } from '@psnb2b/contract';
import type { SheetParty, StatementParties } from './document.ts';
import { PAGE, type Printer } from './printer.ts';

export const QUIET = '#5b6572';
export const RULE = '#c9ced6';
export const WIDTH = PAGE.width - 2 * PAGE.margin;
export const HALF = WIDTH / 2;
export const ROW = 14;
export const LEADING = 12;
/** Rows end here; below are the carried total and the foot. */
export const BOTTOM = PAGE.height - PAGE.margin - 40;
const GAP = 6;
/** The box of the logo. */
const LOGO = { width: 200, height: 34 } as const;

/** A column of a printed table. */
export interface Column {
  readonly name: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Its values are long: in smaller letters. */
  readonly isWide?: true;
  /** Its values are compared letter by letter: smaller rather than cut. */
  readonly isWhole?: true;
}

export interface RowStyle {
  readonly weight?: 'normal' | 'bold';
  readonly colour?: string;
}

/** The top of a first page: brand, name of the shop, title, and both companies; returns the y below. */
export function letterhead(
  printer: Printer,
  title: string,
  { shopName, brandColour, seller, buyer }: StatementParties,
  logo: Uint8Array | null,
): number {
  const { margin } = PAGE;
  if (brandColour !== null) printer.rule(margin - 16, brandColour, 3);
  if (logo !== null) printer.picture(logo, margin, margin - 8, LOGO);
  else printer.line(shopName, margin, margin, { size: 15, weight: 'bold', width: HALF });
  const right = { width: HALF, align: 'right' } as const;
  printer.line(title, margin + HALF, margin, { size: 15, weight: 'bold', ...right });
  const left = party(printer, margin, margin + 40, 'From', seller);
  const other = party(printer, margin + HALF, margin + 40, 'To', buyer);
  return Math.max(left, other) + 14;
}

/** Names with their values, one a line; returns the y below. */
export function facts(
  printer: Printer,
  from: number,
  rows: readonly (readonly [name: string, value: string])[],
): number {
  let y = from;
  for (const [name, value] of rows) {
    printer.line(name, PAGE.margin, y, { width: 90, colour: QUIET });
    printer.line(value, PAGE.margin + 96, y, { width: WIDTH - 96 });
    y += LEADING + 1;
  }
  return y;
}

function party(printer: Printer, x: number, y: number, name: string, of: SheetParty): number {
  const width = HALF - 16;
  printer.line(name, x, y, { size: 8, colour: QUIET, width });
  let below = printer.lines(of.name, x, y + 13, { weight: 'bold', width, leading: LEADING });
  const numbers = [
    of.registrationNumber && `Registration number: ${of.registrationNumber}`,
    of.taxNumber && `Tax number: ${of.taxNumber}`,
    of.email,
    of.website,
  ];
  const place = of.address === null ? [] : addressLines(of.address);
  for (const text of [...place, ...numbers]) {
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

export function tableHead(printer: Printer, columns: readonly Column[], y: number): number {
  row(
    printer,
    columns,
    y,
    columns.map(({ name }) => name),
    { weight: 'bold', colour: QUIET },
  );
  printer.rule(y + ROW - 1, RULE);
  return y + ROW + 4;
}

function row(
  printer: Printer,
  columns: readonly Column[],
  y: number,
  cells: readonly string[],
  style: RowStyle = {},
): void {
  let x: number = PAGE.margin;
  for (const [index, { width, align, isWide, isWhole }] of columns.entries()) {
    // nothing: a row may leave its last cells empty
    printer.line(cells[index] ?? '', align === 'right' ? x + GAP : x, y, {
      ...style,
      size: isWide && style.weight !== 'bold' ? 7 : 8,
      align,
      fits: align === 'right' || isWhole === true,
      width: width - GAP,
    });
    x += width;
  }
}

/** A row of a printed table. */
export interface SheetRow {
  readonly cells: readonly string[];
  /** The sum of the rows before it, carried over if a page ends here. */
  readonly carried: string;
}

/** Prints the rows of a table over as many pages as they need, the last with `room` below it; returns the y below. */
export function tableRows(
  printer: Printer,
  columns: readonly Column[],
  from: number,
  rows: readonly SheetRow[],
  { title, room }: { readonly title: string; readonly room: number },
): number {
  let y = from;
  for (const [index, { cells, carried }] of rows.entries()) {
    const isLast = index === rows.length - 1;
    if (y + ROW > BOTTOM - (isLast ? room : 0)) {
      carry(printer, columns, y, 'Carried forward', carried);
      printer.addPage();
      y = tableHead(printer, columns, continued(printer, title));
      y = carry(printer, columns, y, 'Brought forward', carried);
    }
    row(printer, columns, y, cells);
    y += ROW;
  }
  return y;
}

/** A row of the table that carries an amount over; returns the y below. */
export function carry(
  printer: Printer,
  columns: readonly Column[],
  y: number,
  what: string,
  amount: string,
): number {
  const cells = columns.map((_, index) =>
    index === 1 ? what : index === columns.length - 1 ? amount : '',
  );
  row(printer, columns, y, cells, { colour: QUIET });
  return y + ROW;
}

/** The sums below a table, the last of them in bold, and what is to be said of them. */
export function sums(
  printer: Printer,
  from: number,
  rows: readonly (readonly [name: string, amount: string])[],
  sentences: readonly string[],
): void {
  printer.rule(from + 2, RULE);
  let y = from + 10;
  const x = PAGE.margin + HALF;
  const width = HALF / 2;
  for (const [index, [name, amount]] of rows.entries()) {
    const weight = index === rows.length - 1 ? 'bold' : 'normal';
    printer.line(name, x, y, { weight, width });
    printer.line(amount, x + width, y, { weight, width, align: 'right' });
    y += ROW;
  }
  y += 6;
  for (const text of sentences) {
    y = printer.lines(text, PAGE.margin, y, { width: WIDTH, leading: LEADING, colour: QUIET });
  }
}

/** Ends the file: every page has the name of the seller and its number below. */
export async function finish(
  printer: Printer,
  seller: SheetParty,
): Promise<Uint8Array<ArrayBuffer>> {
  const y = PAGE.height - PAGE.margin + 8;
  const style = { size: 7, colour: QUIET, width: HALF } as const;
  printer.eachPage((page, pages) => {
    printer.line(seller.name, PAGE.margin, y, style);
    printer.line(`${page} / ${pages}`, PAGE.margin + HALF, y, { ...style, align: 'right' });
  });
  return new Uint8Array(await printer.bytes());
}

/** `1234567.50` → `1,234,567.50`. */
export function grouped(amount: string): string {
  const sign = amount.startsWith('-') ? '-' : '';
  const [whole = '', ...fraction] = amount.slice(sign.length).split('.');
  return `${sign}${[BigInt(whole).toLocaleString('en'), ...fraction].join('.')}`;
}

/** In UTC, as everything on a document. */
export function day(time: Date): string {
  return time.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
