import { existsSync } from 'node:fs';
import type { Place } from './place.ts';

/** The end of the names of a cluster and its password until a restore has finished. */
export const UNFINISHED = '.restoring';

/** The refusal to create an empty database beside a restore that was killed; null if there is none. */
export function unfinishedRestore({ cluster }: Pick<Place, 'cluster'>): string | null {
  const folder = cluster + UNFINISHED;
  if (!existsSync(folder)) return null;
  return `A restore into ${folder} has not finished. Run psnb2b-server restore again, or remove that folder to begin with an empty database.`;
}
