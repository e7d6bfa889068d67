import type { Db } from '../kit/database/index.ts';
import { actorNames } from './actor-names.ts';

/**
 * What those who acted are called on a page: people by their names; commands, programs of partners and the server in words. Returns a
 * function of these actors, as the audit names them.
 */
export async function actorTexts(
  db: Db,
  actors: readonly (string | null)[],
): Promise<(actor: string) => string> {
  const names = await actorNames(
    db,
    actors.filter((actor) => actor !== null),
  );
  return (actor) => names.get(actor) ?? textOf(actor);
}

function textOf(actor: string): string {
  const [kind = ''] = actor.split(':');
  return TEXTS[kind] ?? actor;
}

const TEXTS: Readonly<Record<string, string>> = {
  operator: 'Command line',
  system: 'The server',
  key: 'An API key',
};
