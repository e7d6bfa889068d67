import { accessSync, constants, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, as Linux has one. */
const IN_MEMORY = '/dev/shm';
/** More than a run ever needs at once. */
const ROOM_BYTES = 4 * 2 ** 30;

/**
 * Where a run keeps its clusters and everything else that soon goes again: in memory where there is room
 * and programs may be started from, else where the system says. On a disk a quarter of the time goes into
 * the thousand files that each copy of the template is. What is killed loses no more in memory than on a
 * disk: only a machine that loses its power would.
 */
export function temporaryFolder(): string {
  const probe = join(IN_MEMORY, `psnb2b-probe-${process.pid}`);
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize < ROOM_BYTES) return tmpdir();
    writeFileSync(probe, '', { mode: 0o700 });
    accessSync(probe, constants.X_OK);
    return IN_MEMORY;
  } catch {
    return tmpdir();
  } finally {
    rmSync(probe, { force: true });
  }
}
