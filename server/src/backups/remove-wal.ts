import { buffer } from 'node:stream/consumers';
import type { BackupParts } from './make-backup.ts';
import type { BackupPlace } from './place.ts';
import { sourceOf } from './place-of.ts';
import { parseHead, pieceName, WAL_HEAD } from './wal-piece.ts';
import { deleteWalArchive, markPiecesRemoved, removablePieces } from './wal-store.ts';

/** How many pieces are removed before that is noted: a process that is killed repeats at most these. */
const BATCH = 1000;
const HEAD_BYTES_MAX = 4096;

type Parts = Pick<BackupParts, 'database' | 'kek' | 'objectStore'>;

/** Removes the log that no backup in this place needs. */
export async function removeWal(parts: Parts, there: BackupPlace): Promise<void> {
  const { database } = parts;
  for (const { name, first, last, isWhole } of await removablePieces(database.reads, there.name)) {
    // More are there than the row says if a process was killed, or if this database was restored.
    const end = isWhole ? Math.max(last, await headOf(parts, there, name)) + 1 : last;
    for (let begin = first; begin <= end; begin += BATCH) {
      const next = Math.min(end + 1, begin + BATCH);
      const numbers = Array.from({ length: next - begin }, (_, at) => begin + at);
      await there.drop(numbers.map((number) => `${name}/${pieceName(number)}`));
      await database.transaction((tx) => markPiecesRemoved(tx, name, next));
    }
    if (!isWhole) continue;
    await there.drop([`${name}/${WAL_HEAD}`]);
    await database.transaction((tx) => deleteWalArchive(tx, name));
  }
}

/** The number of the newest piece of an archive, as its head says; 0 if that is missing, changed, or another archive's. */
async function headOf(
  { kek, objectStore }: Parts,
  there: BackupPlace,
  name: string,
): Promise<number> {
  const source = sourceOf(`${there.name}/${name}`, objectStore);
  const size = await source.sizeOf(WAL_HEAD);
  if (size === null || size > HEAD_BYTES_MAX) return 0;
  const bytes = await buffer(source.read(WAL_HEAD));
  const head = await parseHead(kek, `${source.name}/${WAL_HEAD}`, bytes).catch(() => null);
  return head?.archive === name ? head.sequence : 0;
}
