import type { Database, VersionWatch } from '../kit/database/index.ts';
import { readShop } from './read-shop.ts';
import { defaults, type ShopSettings } from './shop.ts';

/** Who runs the shop, in memory, at most a second old. */
export interface ShopWatch {
  current(): ShopSettings;
}

/** Reads it when `versions` starts, and again whenever somebody sets it. */
export function watchShop(database: Database, versions: VersionWatch): ShopWatch {
  let settings = defaults;
  versions.on('shop', async () => {
    settings = await readShop(database.reads);
  });
  return { current: () => settings };
}
