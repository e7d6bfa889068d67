import { existsSync } from 'node:fs';
import type { Place } from './place.ts';

/** The end of the name of a cluster of this release until everything is in it and it has its own name. */
export const CARRYING = '.new-release';

/** The refusal to create an empty database beside a cluster that was carried over and has not got its name; null if there is none. */
export function unfinishedCarry({ cluster }: Pick<Place, 'cluster'>): string | null {
  const folder = cluster + CARRYING;
  if (!existsSync(folder)) return null;
  return `The database is on its way from a PostgreSQL of an older release into ${folder}. Run psnb2b-server move to-new-release again, which finishes it.`;
}
