import type { KekSource } from '../vault/index.ts';
import { findBackup } from './check-backup.ts';
import type { Manifest } from './manifest.ts';
import { type PlaceParts, placeOf } from './place-of.ts';

/**
 * Settles a backup whose end nobody has noted, because the process that made it was ended. Returns its list if it is whole; null
 * if it surely is not, when what was left of it is removed. Throws while its place cannot say which.
 */
export async function settleBegun(
  { place, name }: { readonly place: string; readonly name: string },
  parts: PlaceParts & { readonly kek: KekSource },
): Promise<Manifest | null> {
  const there = placeOf(place, parts);
  // A folder that is away has no backup, which says nothing of those on its disk.
  await there.check();
  const found = await findBackup(`${there.name}/${name}`, parts.kek, parts.objectStore);
  if (found) return found.manifest;
  await there.clear(name);
  return null;
}
