import type { InventoryItem, PurchaseCreate } from '@psnb2b/contract';
import { purchaseKnownKeysMax, purchaseReferenceLengthMax } from '@psnb2b/contract/states';
import { newKey, newPurchaseId } from './new-ids.ts';
import { type Fault, readQuantity } from './parse-lines.ts';

/** A line that is being chosen. Its key stands for its content: whoever changes the line gives it another. */
export interface DraftLine {
  readonly key: string;
  /** Its place on the page, whatever becomes of its content. */
  readonly row: string;
  readonly sku: string;
  readonly region: string;
  readonly denomination: number;
  /** 0 if what was typed is no quantity. */
  readonly quantity: number;
  /** What was typed, if it is anything else than the quantity: nothing of it is cut or read as another number. */
  readonly typed: string | null;
  /** The price that was shown, which guards the line. */
  readonly price: string;
}

export type Terms = Pick<PurchaseCreate, 'payment' | 'hold_seconds' | 'fill'>;

/** A purchase that is being made. */
export interface Draft {
  readonly id: string;
  /**
   * When it was last sent or answered, in milliseconds; null: never. What the server says of it since then counts: which lines were
   * bought.
   */
  readonly sentAt: number | null;
  /** A call is running, or had no answer. */
  readonly inDoubt: boolean;
  readonly terms: Terms;
  /** The buyer's own number for it; empty if there is none. */
  readonly reference: string;
  /** Whether a line stops if its price is above the one that was shown. */
  readonly isGuarded: boolean;
  readonly lines: readonly DraftLine[];
  /** The keys of lines that were sent from here, or seen in the purchase: what else it has was sent from another tab. */
  readonly knownKeys: readonly string[];
}

/** A call without an answer has ended on the server after this time. */
const UNDER_WAY_MS = 60_000;

/**
 * Whether a doubt is over, once the server has said what was bought. A line that is changed gets another key: if the call that had no
 * answer still bought it under the first one, it would be bought twice. So nothing changes while lines are left that it may yet buy.
 */
export function isDoubtOver(sentAt: number, linesLeft: number, now: number): boolean {
  return linesLeft === 0 || now - sentAt >= UNDER_WAY_MS;
}

export function newDraft(): Draft {
  const fresh = { sentAt: null, inDoubt: false, terms: {}, reference: '', isGuarded: true };
  return { id: newPurchaseId(), ...fresh, lines: [], knownKeys: [] };
}

/** The draft after lines with these keys were sent or seen. */
export function knowing(draft: Draft, keys: readonly string[]): Draft {
  const all = [...new Set([...draft.knownKeys, ...keys])];
  return { ...draft, knownKeys: all.slice(-purchaseKnownKeysMax) };
}

export function lineOf(
  { sku, region, denomination, unit_price: price }: InventoryItem,
  quantity: number,
): DraftLine {
  const row = newKey();
  return { key: newKey(), row, sku, region, denomination, quantity, typed: null, price };
}

/** A line with other content has another key, so that what was sent before is never taken for it. */
export function changed(
  line: DraftLine,
  change: Partial<Pick<DraftLine, 'quantity' | 'price'>>,
): DraftLine {
  const next = { ...line, typed: null, ...change };
  const isSame = next.quantity === line.quantity && next.price === line.price;
  return isSame ? next : { ...next, key: newKey() };
}

/** A line whose field has this text. */
export function retyped(line: DraftLine, text: string): DraftLine {
  const quantity = readQuantity(text) ?? 0;
  return { ...changed(line, { quantity }), typed: text === String(quantity) ? null : text };
}

/** What the field of a line has. */
export function textOf({ quantity, typed }: DraftLine): string {
  return typed ?? String(quantity);
}

/** What is wrong with the quantity of a line, or null. */
export function faultOf(
  { quantity }: DraftLine,
  item: InventoryItem | undefined,
): Extract<Fault, 'quantity' | 'fewest' | 'most'> | null {
  if (quantity === 0) return 'quantity';
  if (!item) return null;
  if (quantity < item.min_quantity) return 'fewest';
  return quantity > item.max_quantity ? 'most' : null;
}

/** The lines after a text was typed beside a product; no text leaves it out. A product on several lines is left alone. */
export function withTyped(
  lines: readonly DraftLine[],
  item: InventoryItem,
  text: string,
): readonly DraftLine[] {
  const mine = lines.filter(({ sku }) => sku === item.sku);
  if (mine.length > 1) return lines;
  if (text === '') return lines.filter(({ sku }) => sku !== item.sku);
  if (mine.length === 0) return [...lines, retyped(lineOf(item, 0), text)];
  return lines.map((line) => (line.sku === item.sku ? retyped(line, text) : line));
}

/** One line for each product, with the quantities added up; a line that was alone keeps its key. */
export function combined(lines: readonly DraftLine[]): readonly DraftLine[] {
  return [...Map.groupBy(lines, ({ sku }) => sku).values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    // What is no quantity yet can be added to nothing.
    if (more.length === 0 || [first, ...more].some(({ quantity }) => quantity === 0)) {
      return [first, ...more];
    }
    const quantity = more.reduce((sum, each) => sum + each.quantity, first.quantity);
    return [changed(first, { quantity })];
  });
}

/** How lines are paid, guarded and numbered is a part of what their keys stand for. */
export function withTerms(
  draft: Draft,
  lines: readonly DraftLine[],
  change: Partial<Pick<Draft, 'terms' | 'reference' | 'isGuarded'>>,
): Draft {
  return { ...draft, ...change, lines: lines.map((line) => ({ ...line, key: newKey() })) };
}

/** Whether the buyer's own number is longer than one can be. */
export function isTooLong(reference: string): boolean {
  return reference.trim().length > purchaseReferenceLengthMax;
}

/** What is sent. */
export function bodyOf(
  { id, terms, reference, isGuarded, knownKeys }: Draft,
  lines: readonly DraftLine[],
): PurchaseCreate {
  const number = reference.trim();
  return {
    id,
    ...terms,
    ...(number !== '' && { reference: number }),
    ...(knownKeys.length > 0 && { known_keys: [...knownKeys] }),
    lines: lines.map(({ key, region, denomination, quantity, price }) => ({
      ...{ key, region, denomination, quantity },
      ...(isGuarded && { max_unit_price: price }),
    })),
  };
}
