import type { Database, Tx, VersionWatch } from '../../kit/database/index.ts';

interface Committing {
  readonly database: Database;
  readonly versions: VersionWatch;
}

/** Runs a verb in a transaction of its own. Keys, prices and limits that it changed apply in this process when it returns. */
export async function commit<Done>(
  { database, versions }: Committing,
  verb: (tx: Tx) => Promise<Done>,
): Promise<Done> {
  const done = await database.transaction(verb);
  await versions.poll();
  return done;
}
