import { verify } from '../acts/index.ts';
import type { App } from '../app.ts';
import { chainAudit } from '../audit/index.ts';

/** Returns the broken invariants of a database that has just arrived, in words. Also those acts are chained that no worker has seen yet. */
export async function brokenOf(app: App): Promise<string[]> {
  await chainAudit(app);
  const results = await verify({ ...app, database: app.patient }, { deep: false });
  return results.flatMap(({ id, broken }) => broken.map((each) => `BROKEN ${id}: ${each}`));
}
