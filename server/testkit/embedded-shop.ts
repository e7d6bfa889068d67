import { openEmbedded } from '../src/postgres/index.ts';
import { clusterFolder } from './cluster-folder.ts';
import { openShop, type Shop, type ShopOptions } from './shop.ts';

/** A shop on an embedded PostgreSQL of its own, whose folder can be copied, killed and restored. */
export interface EmbeddedShop extends AsyncDisposable {
  readonly shop: Shop;
  readonly dataDir: string;
}

/** Opens a shop in a new folder, or in one that has a database already and that is left as it is, unless options say more. */
export async function embeddedShop(
  folder?: string,
  options: ShopOptions = folder === undefined ? {} : { prices: null },
): Promise<EmbeddedShop> {
  await using stack = new AsyncDisposableStack();
  const dataDir = folder ?? stack.use(await clusterFolder()).dataDir;
  const { url: databaseUrl } = stack.use(await openEmbedded({ dataDir }));
  const shop = stack.use(await openShop({ databaseUrl, dataDir, ...options }));
  const owned = stack.move();
  return { shop, dataDir, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
