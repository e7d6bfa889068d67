import type { Db } from '../kit/database/index.ts';
import { userOfActor } from './person.ts';
import { namesOf } from './store.ts';

/** What people who acted are called, by how the audit names them; whoever is no person has no entry. */
export async function actorNames(db: Db, actors: readonly string[]): Promise<Map<string, string>> {
  const users = new Map(
    actors.flatMap((actor) => {
      const userId = userOfActor(actor);
      return userId === null ? [] : [[actor, userId] as const];
    }),
  );
  const names = await namesOf(db, [...users.values()]);
  return new Map(
    [...users].flatMap(([actor, userId]) => {
      const name = names.get(userId);
      return name === undefined ? [] : [[actor, name] as const];
    }),
  );
}
