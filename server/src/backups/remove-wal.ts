import type { BackupParts } from './make-backup.ts';
import type { BackupPlace } from './place.ts';
import { sourceOf } from './place-of.ts';
import { newestPiece } from './read-head.ts';
import { pieceName, WAL_HEAD } from './wal-piece.ts';
import { deleteWalArchive, markPiecesRemoved, removablePieces } from './wal-store.ts';

/** How many pieces are removed before that is noted: a process that is killed repeats at most these. */
const BATCH = 1000;

type Parts = Pick<BackupParts, 'database' | 'kek' | 'objectStore'>;

/** Removes the log that no backup in this place needs. */
export async function removeWal(parts: Parts, there: BackupPlace): Promise<void> {
  const { database, kek, objectStore } = parts;
  for (const { name, first, last, isWhole } of await removablePieces(database.reads, there.name)) {
    // More are there than the row says if a process was killed, or if this database was restored.
    const source = sourceOf(`${there.name}/${name}`, objectStore);
    const end = isWhole ? Math.max(last, await newestPiece(source, kek, name)) + 1 : last;
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
