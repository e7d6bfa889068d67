import type { CatalogSnapshot } from '../catalog/index.ts';
import { formatCursor } from './inventory-cursor.ts';
import { compress, type Encoding } from './inventory-encoding.ts';
import { weakTag } from './inventory-etag.ts';
import type { Level, Mark } from './inventory-levels.ts';
import {
  type Line,
  linesOf,
  type PriceGroup,
  type Row,
  regionsText,
  rowOf,
} from './inventory-rows.ts';

/** Filtered pages cached for one price group. */
const PAGES_MAX = 32;

/** Catalogue and stock at one moment, immutable. */
export interface Generation {
  readonly catalog: CatalogSnapshot;
  readonly levels: ReadonlyMap<number, Level>;
  readonly mark: Mark;
  readonly asOf: Date;
}

/** The filter of a request. */
export interface InventoryFilter {
  readonly regions: ReadonlySet<string> | null;
  readonly denominationMilli: number | null;
  readonly inStock: boolean;
}

/** One reply, ready to be sent. */
export interface InventoryPage {
  readonly etag: string;
  /** Size of the body without compression. */
  readonly bytes: number;
  body(encoding: Encoding): Buffer;
}

/** The rows of one price group; unchanged ones are kept from one generation to the next. */
export interface PriceList {
  readonly catalog: CatalogSnapshot;
  readonly group: PriceGroup;
  rows(generation: Generation): readonly Row[];
  /** The page of a filter; made once per generation. */
  page(generation: Generation, filter: InventoryFilter): InventoryPage;
  /** One product alone; made once for as long as it stays the same. Null if the group has no such product. */
  item(generation: Generation, sku: string): InventoryPage | null;
}

interface KeptPage extends InventoryPage {
  readonly generation: Generation;
  readonly rows: readonly Row[];
  readonly text: string;
}

export function priceList(catalog: CatalogSnapshot, group: PriceGroup): PriceList {
  const lines = linesOf(catalog, group);
  const places = new Map(lines.map(({ product }, place) => [product.sku, place]));
  const pages = new Map<string, KeptPage>();
  let shown: readonly Row[] = [];
  let shownOf: Generation | null = null;
  const rows = (generation: Generation) => {
    if (shownOf !== generation) {
      shown = refresh(lines, shown, group, generation);
      shownOf = generation;
    }
    return shown;
  };
  return {
    catalog,
    group,
    rows,
    page: (generation, filter) => {
      const key = filterKey(filter);
      const before = pages.get(key);
      if (before?.generation === generation) return before;
      const page = renderPage(rows(generation), before, group, generation, filter);
      // nothing: a full map has a first key.
      if (!before && pages.size >= PAGES_MAX) pages.delete(pages.keys().next().value ?? '');
      pages.set(key, page);
      return page;
    },
    item: (generation, sku) => {
      const row = rows(generation)[places.get(sku) ?? lines.length];
      return row ? itemOf(row) : null;
    },
  };
}

const items = new WeakMap<Row, InventoryPage>();

/** A row alone; it is too small to be compressed. */
function itemOf(row: Row): InventoryPage {
  const known = items.get(row);
  if (known) return known;
  const body = Buffer.from(row.text);
  const item = { etag: weakTag(row.text), bytes: body.length, body: () => body };
  items.set(row, item);
  return item;
}

/** Renders only what changed; returns the same array if nothing did. */
function refresh(
  lines: readonly Line[],
  before: readonly Row[],
  { mode }: PriceGroup,
  { levels }: Generation,
): readonly Row[] {
  let changed = before.length !== lines.length;
  const rows = lines.map((line, at) => {
    const level = mode === 'live' ? levels.get(line.product.productId) : undefined;
    const row = before[at];
    if (row && row.level === level) return row;
    changed = true;
    return rowOf(line, mode, level);
  });
  return changed ? rows : before;
}

function renderPage(
  rows: readonly Row[],
  before: KeptPage | undefined,
  group: PriceGroup,
  generation: Generation,
  filter: InventoryFilter,
): KeptPage {
  const text = before?.rows === rows ? before.text : dataText(rows, generation.catalog, filter);
  const etag = before?.text === text ? before.etag : weakTag(`${group.currency}${text}`);
  const identity = Buffer.from(`{"object":"inventory",${headText(group, generation)},${text}`);
  const bodies = new Map<Encoding, Buffer>([['identity', identity]]);
  return {
    generation,
    rows,
    text,
    etag,
    bytes: identity.length,
    body: (encoding) => {
      const body = bodies.get(encoding);
      if (body || encoding === 'identity') return body ?? identity;
      const compressed = compress(identity, encoding);
      bodies.set(encoding, compressed);
      return compressed;
    },
  };
}

/** `currency`, `as_of` and `cursor`: of these, the entity tag covers only the currency. */
export function headText(
  { currency, discountBps }: PriceGroup,
  { asOf, mark }: Generation,
): string {
  const cursor = formatCursor({ ...mark, issuedAt: asOf.getTime(), discountBps });
  return `"currency":"${currency}","as_of":"${asOf.toISOString()}","cursor":"${cursor}"`;
}

function dataText(
  rows: readonly Row[],
  catalog: CatalogSnapshot,
  { regions, denominationMilli, inStock }: InventoryFilter,
): string {
  const kept = rows.filter(
    ({ line: { product }, ...row }) =>
      (!regions || regions.has(product.region)) &&
      (denominationMilli === null || denominationMilli === product.denominationMilli) &&
      (!inStock || row.inStock),
  );
  const data = kept.map((row) => row.text).join(',');
  return `"regions":${regionsText(catalog, kept)},"data":[${data}]}`;
}

function filterKey({ regions, denominationMilli, inStock }: InventoryFilter): string {
  if (!regions && denominationMilli === null && !inStock) return '';
  const codes = regions ? [...regions].sort().join() : '*';
  return `${codes} ${denominationMilli ?? '*'} ${inStock}`;
}
