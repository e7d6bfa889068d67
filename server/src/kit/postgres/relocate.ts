import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Binaries, completeBinaries } from './binaries.ts';
import type { Place } from './place.ts';

/** Every user may pass through it, and it survives a restart of the machine. */
const SHARED_FOLDER = '/var/lib/psnb2b';

/**
 * Root's last resort, in a closed folder on a system without user namespaces: the programs are
 * copied, and the cluster is made, where an unprivileged user can reach them. A link in DATA_DIR
 * leads there.
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
  const folder = join(shared, `${basename(binaries.folder)}-${digest(binaries.folder)}`);
  cpSync(binaries.folder, folder, { recursive: true, verbatimSymlinks: true, force: false });
  const cluster = join(shared, `data-${digest(place.home)}`);
  if (!existsSync(place.cluster)) linkTo(cluster, place.cluster);
  return {
    place: { ...place, cluster },
    binaries: completeBinaries(folder, place.libraries),
  };
}

/** The link may dangle: the cluster that it names is made after it. */
function linkTo(target: string, path: string): void {
  const dangling = lstatSync(path, { throwIfNoEntry: false });
  if (dangling === undefined) symlinkSync(target, path);
}

function digest(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
