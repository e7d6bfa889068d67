import { openEmbedded } from '../src/postgres/index.ts';
import { clusterFolder } from './cluster-folder.ts';
import { openShop, type Shop } from './shop.ts';

/** A shop on an embedded PostgreSQL of its own, whose folder can be copied, killed and restored. */
export interface EmbeddedShop extends AsyncDisposable {
  readonly shop: Shop;
  readonly dataDir: string;
}

export async function embeddedShop(env: NodeJS.ProcessEnv = {}): Promise<EmbeddedShop> {
  await using stack = new AsyncDisposableStack();
  const { dataDir } = stack.use(await clusterFolder());
  const { url: databaseUrl } = stack.use(await openEmbedded({ dataDir }));
  const shop = stack.use(await openShop({ databaseUrl, dataDir, env }));
  const owned = stack.move();
  return { shop, dataDir, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
