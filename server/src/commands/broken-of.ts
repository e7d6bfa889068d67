import { verify } from '../acts/index.ts';
import type { App } from '../app.ts';
import { chainAudit } from '../audit/index.ts';

/** Returns the broken invariants of a database that has just arrived, in words. Also those acts are chained that no worker has seen yet. */
export async function brokenOf(app: App): Promise<string[]> {
  const patiently = { ...app, database: app.patient };
  // The first time after a move this reads the whole audit, whose entries all count as being of one transaction.
  await chainAudit(patiently);
  const results = await verify(patiently, { deep: false });
  return results.flatMap(({ id, broken }) => broken.map((each) => `BROKEN ${id}: ${each}`));
}
