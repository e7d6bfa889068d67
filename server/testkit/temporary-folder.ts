import { accessSync, constants, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, as Linux has one. */
const IN_MEMORY = '/dev/shm';
/** More than a run ever needs at once. */
const ROOM_BYTES = 4 * 2 ** 30;

/**
 * The folder for a run's clusters and everything else that is deleted soon: in memory if there is room and programs may
 * run from it, otherwise the system's. On a disk, a quarter of the time is spent on the thousand files of each copy of
 * the template. A killed process loses no more in memory than on a disk: only a power cut would make a difference.
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
