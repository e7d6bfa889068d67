import type { Tx } from '../src/kit/database/index.ts';
import type { Answer } from './conformance.ts';
import type { Shop } from './shop.ts';

/**
 * Makes a call while `change` is written but not committed, so the call still reads the old values. Once the call waits
 * for that change, or has its reply already, `then` continues in the same transaction, which commits.
 */
export async function overtake<Result = Answer>(
  shop: Shop,
  change: (tx: Tx) => Promise<unknown>,
  call: () => Promise<Result>,
  then: (tx: Tx) => Promise<unknown> = async () => {},
): Promise<Result> {
  const { promise: written, resolve: wrote } = Promise.withResolvers<void>();
  const { promise: held, resolve: commit } = Promise.withResolvers<void>();
  const changing = shop.app.database.transaction(async (tx) => {
    await change(tx);
    wrote();
    await held;
    await then(tx);
  });
  await Promise.race([written, changing]);
  let answered = false;
  const answer = call().finally(() => {
    answered = true;
  });
  answer.catch(() => {});
  while (!answered && !(await someoneWaits(shop))) {
    // Checked repeatedly: a call that neither waits nor replies ends with its own time-out.
  }
  commit();
  await changing;
  return answer;
}

async function someoneWaits(shop: Shop): Promise<boolean> {
  const rows = await shop.rows(
    `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE NOT l.granted AND a.datname = current_database()`,
  );
  return rows.length > 0;
}
