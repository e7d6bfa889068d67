import { namesOf } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { listKeys } from '../partners/index.ts';

/** `staff:usr_…` and `person:usr_…` name a user. */
function userIdOf(actor: string): string | null {
  const [side, id = ''] = actor.split(':');
  return side === 'staff' || side === 'person' ? parseId('usr', id) : null;
}

/**
 * Display names of actors, by their name in the audit: people by their names, a partner's keys by their visible part. Other
 * actors have no entry.
 */
export async function actorNames(
  db: Db,
  actors: readonly string[],
  partnerId?: string,
): Promise<Map<string, string>> {
  const names = await namesOf(
    db,
    actors.flatMap((actor) => userIdOf(actor) ?? []),
  );
  const hints = new Map<string, string>();
  if (partnerId !== undefined && actors.some((actor) => actor.startsWith('key:'))) {
    for (const { keyId, prefix, suffix } of await listKeys(db, partnerId)) {
      hints.set(`key:${formatId('key', keyId)}`, `${prefix}…${suffix}`);
    }
  }
  return new Map(
    actors.flatMap((actor): [string, string][] => {
      const userId = userIdOf(actor);
      const name = (userId === null ? undefined : names.get(userId)) ?? hints.get(actor);
      return name === undefined ? [] : [[actor, name]];
    }),
  );
}
