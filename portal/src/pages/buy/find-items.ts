import type { Inventory, InventoryItem } from '@psnb2b/contract';
import { regionOf } from './region-of.ts';

export const views = ['stock', 'all', 'yours', 'favourites'] as const;
export type View = (typeof views)[number];

export interface RegionOfItems {
  readonly region: string;
  readonly name: string;
  readonly items: readonly InventoryItem[];
}

interface Sought {
  readonly view: View;
  readonly search: string;
  readonly bought: readonly string[];
  readonly favourites: readonly string[];
}

/**
 * The products of a view that match a search, by region. Every word must begin a word of the product: `psn-de`, `germany`, `50`. A word
 * that is a region's code means that region alone: `us 50` is no card of another region that is priced in USD.
 */
export function findItems(
  { data, regions }: Pick<Inventory, 'data' | 'regions'>,
  { view, search, bought, favourites }: Sought,
): readonly RegionOfItems[] {
  const names = new Map(regions.map(({ region, name }) => [region, name]));
  const wanted = wordsOf(search);
  const codes = new Set(data.map(({ region }) => region));
  const shown = data.filter((item) => {
    if (view === 'stock' && !item.in_stock) return false;
    if (view === 'yours' && !bought.includes(item.sku)) return false;
    if (view === 'favourites' && !favourites.includes(item.sku)) return false;
    if (item.status === 'retired') return false;
    const words = wordsOf(`${item.sku} ${names.get(item.region)} ${item.face_currency}`);
    return wanted.every((each) => {
      const code = regionOf(each);
      return codes.has(code) ? item.region === code : words.some((word) => word.startsWith(each));
    });
  });
  return [...Map.groupBy(shown, ({ region }) => region)].map(([region, items]) => ({
    region,
    name: names.get(region) ?? region,
    items,
  }));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
}
