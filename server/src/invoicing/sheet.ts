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
export function continued(printer: Printer, title: string): number {
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

export function row(
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

export function foot(printer: Printer, seller: SheetParty, page: string): void {
  const y = PAGE.height - PAGE.margin + 8;
  const style = { size: 7, colour: QUIET, width: HALF } as const;
  printer.line(seller.name, PAGE.margin, y, style);
  printer.line(page, PAGE.margin + HALF, y, { ...style, align: 'right' });
}

/** In UTC, as everything on a document. */
export function day(time: Date): string {
  return time.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
