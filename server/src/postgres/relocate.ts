import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type Binaries, completeBinaries } from './binaries.ts';
import type { Place } from './place.ts';

/** Every user may traverse it, and it survives a restart of the machine. */
const SHARED_FOLDER = '/var/lib/psnb2b';

/**
 * The last resort of root in a closed folder on a system without user namespaces: the programs are copied, and the cluster is
 * made, where an unprivileged user can reach them. A link in DATA_DIR will point there.
 */
export function relocate(
  place: Place,
  binaries: Binaries,
  shared = SHARED_FOLDER,
): { place: Place; binaries: Binaries } {
  if (existsSync(place.cluster) && !lstatSync(place.cluster).isSymbolicLink()) {
    throw new Error(
      `PostgreSQL refuses to run as root, and no other user may enter ${place.cluster}: start as an ordinary user.`,
    );
  }
  mkdirSync(shared, { recursive: true, mode: 0o711 });
  const name = `${basename(binaries.folder)}-${digest(binaries.folder + binaries.version)}`;
  const folder = join(shared, name);
  if (!existsSync(folder)) copyWhole(binaries.folder, folder);
  const linked = existsSync(place.cluster);
  const cluster = linked ? realpathSync(place.cluster) : join(shared, `data-${digest(place.home)}`);
  return {
    place: { ...place, cluster },
    binaries: completeBinaries(folder, place.libraries),
  };
}

/** An interrupted copy must not look complete. */
function copyWhole(from: string, to: string): void {
  const fresh = `${to}.new`;
  rmSync(fresh, { recursive: true, force: true });
  cpSync(from, fresh, { recursive: true, verbatimSymlinks: true });
  renameSync(fresh, to);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
