import type { InventoryItem, PurchaseCreate } from '@psnb2b/contract';
import { newKey, newPurchaseId } from './new-ids.ts';

/** A line that is being chosen. Its key stands for its content: whoever changes the line gives it another. */
export interface DraftLine {
  readonly key: string;
  readonly sku: string;
  readonly region: string;
  readonly denomination: number;
  readonly quantity: number;
  /** The price that was shown, which guards the line. */
  readonly price: string;
}

export type Terms = Pick<PurchaseCreate, 'payment' | 'hold_seconds' | 'fill'>;

/** A purchase that is being made. */
export interface Draft {
  readonly id: string;
  /** Whether it was sent: then the server knows which lines were bought. */
  readonly sent: boolean;
  readonly terms: Terms;
  readonly lines: readonly DraftLine[];
}

export function newDraft(): Draft {
  return { id: newPurchaseId(), sent: false, terms: {}, lines: [] };
}

export function lineOf(
  { sku, region, denomination, unit_price: price }: InventoryItem,
  quantity: number,
): DraftLine {
  return { key: newKey(), sku, region, denomination, quantity, price };
}

/** A line with other content has another key, so that what was sent before is never taken for it. */
export function changed(
  line: DraftLine,
  change: Partial<Pick<DraftLine, 'quantity' | 'price'>>,
): DraftLine {
  const next = { ...line, ...change };
  const isSame = next.quantity === line.quantity && next.price === line.price;
  return isSame ? line : { ...next, key: newKey() };
}

/** The lines with this quantity of a product; 0 leaves it out. A product on several lines is left alone. */
export function withQuantity(
  lines: readonly DraftLine[],
  item: InventoryItem,
  quantity: number,
): readonly DraftLine[] {
  const mine = lines.filter(({ sku }) => sku === item.sku);
  if (mine.length > 1) return lines;
  if (quantity === 0) return lines.filter(({ sku }) => sku !== item.sku);
  if (mine.length === 0) return [...lines, lineOf(item, quantity)];
  return lines.map((line) => (line.sku === item.sku ? changed(line, { quantity }) : line));
}

/** One line for each product, with the quantities added up; a line that was alone keeps its key. */
export function combined(lines: readonly DraftLine[]): readonly DraftLine[] {
  return [...Map.groupBy(lines, ({ sku }) => sku).values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const quantity = more.reduce((sum, each) => sum + each.quantity, first.quantity);
    return [changed(first, { quantity })];
  });
}

/** How lines are paid is a part of what their keys stand for. */
export function withTerms(draft: Draft, lines: readonly DraftLine[], terms: Terms): Draft {
  return { ...draft, terms, lines: lines.map((line) => ({ ...line, key: newKey() })) };
}

/** What is sent. */
export function bodyOf({ id, terms }: Draft, lines: readonly DraftLine[]): PurchaseCreate {
  return {
    id,
    ...terms,
    lines: lines.map(({ key, region, denomination, quantity, price }) => ({
      ...{ key, region, denomination, quantity },
      max_unit_price: price,
    })),
  };
}
