import { actorNames } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { keyLabel, listKeys } from '../partners/index.ts';

/** What people call those who acted: a partner's keys by their names and what is visible of them, and whoever works on the server as the console calls them. */
export async function namesOfActors(
  db: Db,
  actors: readonly string[],
  partnerId: string,
): Promise<Map<string, string>> {
  const names = await actorNames(db, actors);
  for (const actor of actors)
    if (actor.startsWith('operator:')) names.set(actor, 'The command line');
  if (!actors.some((actor) => actor.startsWith('key:'))) return names;
  for (const key of await listKeys(db, partnerId)) {
    names.set(`key:${formatId('key', key.keyId)}`, keyLabel(key));
  }
  return names;
}
