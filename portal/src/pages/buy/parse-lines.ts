import type { Inventory, InventoryItem } from '@psnb2b/contract';
import { regionOf } from './region-of.ts';

export const LINES_MAX = 200;

/** One line of a list, as it was written, with the product it names or what is wrong with it. */
export interface ParsedLine {
  /** Its number in the list, from 1; a header counts. */
  readonly number: number;
  readonly text: string;
  readonly item: InventoryItem | null;
  readonly quantity: number;
  readonly fault: Fault | null;
}

export type Fault =
  | 'columns'
  | 'region'
  | 'denomination'
  | 'quantity'
  | 'fewest'
  | 'most'
  | 'paused';

export type ParsedList =
  | { readonly refused: 'empty' }
  | { readonly refused: 'too_many'; readonly lines: number }
  | { readonly refused: null; readonly lines: readonly ParsedLine[] };

const HEADER = /^region$/i;
const WHOLE = /^[0-9]{1,9}$/;

/** What can be bought, and the names of its regions. */
type Offer = Pick<Inventory, 'data' | 'regions'>;

/**
 * Reads a list of `region,denomination,quantity`, one a line, separated by a comma, a semicolon or a tab, with or without a header. A
 * region is its code or its name.
 * Each line has its product or one fault; nothing is left out, merged or cut. More than 200 lines are refused whole.
 */
export function parseLines(text: string, offer: Offer): ParsedList {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((row) => row.text !== '');
  const [first] = rows;
  if (first && HEADER.test(cellsOf(first.text)[0] ?? '')) rows.shift();
  if (rows.length === 0) return { refused: 'empty' };
  if (rows.length > LINES_MAX) return { refused: 'too_many', lines: rows.length };
  return { refused: null, lines: rows.map((row) => judge(row, offer)) };
}

/** A quantity as it was written: a whole number of at least 1; null for anything else. */
export function readQuantity(text: string): number | null {
  const written = text.trim();
  return WHOLE.test(written) && Number(written) > 0 ? Number(written) : null;
}

function judge(
  row: { readonly number: number; readonly text: string },
  { data, regions }: Offer,
): ParsedLine {
  const line = (fault: Fault | null, item: InventoryItem | null = null, quantity = 0) => ({
    ...row,
    item,
    quantity,
    fault,
  });
  const cells = cellsOf(row.text);
  const [region = '', denomination = '', quantity = ''] = cells;
  if (cells.length !== 3) return line('columns');
  const named = regions.find(({ name }) => name.toLowerCase() === region.toLowerCase());
  const code = named?.region ?? regionOf(region);
  const ofRegion = data.filter((each) => each.region === code);
  if (ofRegion.length === 0) return line('region');
  const item = ofRegion.find((each) => each.denomination === Number(denomination));
  if (!item || denomination === '') return line('denomination');
  const count = readQuantity(quantity);
  if (count === null) return line('quantity', item);
  if (item.status !== 'active') return line('paused', item, count);
  if (count < item.min_quantity) return line('fewest', item, count);
  if (count > item.max_quantity) return line('most', item, count);
  return line(null, item, count);
}

function cellsOf(line: string): string[] {
  const separator = ['\t', ';', ','].find((each) => line.includes(each)) ?? ',';
  return line.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

/** The lines of an address: `US-50x10,DE-20x5`. */
export function parseAddressLines(text: string): string {
  return text
    .split(',')
    .slice(0, LINES_MAX)
    .map((each) => /^([A-Za-z]{2})-([0-9.]{1,13})x([0-9]{1,9})$/.exec(each.trim()))
    .flatMap((match) => (match ? [`${match[1]},${match[2]},${match[3]}`] : []))
    .join('\n');
}
