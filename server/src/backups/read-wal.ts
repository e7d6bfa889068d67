import { buffer } from 'node:stream/consumers';
import type { StoreSettings } from '../kit/object-store/index.ts';
import { invalid, type Refusal } from '../kit/refusal.ts';
import type { KekSource } from '../vault/index.ts';
import type { CheckedBackup, OnBytes } from './check-backup.ts';
import type { BackupSource } from './place.ts';
import { sourceOf } from './place-of.ts';
import { parsePosition } from './wal-files.ts';
import { type Piece, parseHead, parsePiece, pieceName, WAL_HEAD } from './wal-piece.ts';

/** The pieces of an archive that follow a backup, up to a time. */
export interface WalSpan {
  readonly source: BackupSource;
  /** The first and last piece; the last is before the first if there is none. */
  readonly first: number;
  readonly last: number;
  /** All that was committed before is in them; null without a piece that says so. */
  readonly until: Date | null;
  readonly bytes: number;
  /** Of the log itself, before it was compressed. */
  readonly walBytes: number;
}

/**
 * Reads the log that follows a backup and compares every piece with its seal and its neighbours: to its end, or as far as a time needs it. Null
 * if the log was not stored with this backup. Refuses an archive in which a piece is missing or changed.
 */
export async function checkWal(
  backup: CheckedBackup,
  kek: KekSource,
  objectStore: StoreSettings | null,
  to: Date | null = null,
): Promise<WalSpan | null> {
  const { manifest } = backup;
  if (!manifest.wal) return null;
  const { archive, sequence } = manifest.wal;
  const source = sourceOf(beside(backup.folder, archive), objectStore);
  const head = await parseHead(kek, `${source.name}/${WAL_HEAD}`, await whole(source, WAL_HEAD));
  if (head.archive !== archive) throw refused(`${source.name} is not the archive of this backup.`);
  const first = sequence + 1;
  let [last, bytes, walBytes] = [sequence, 0, 0];
  let until: Date | null = null;
  let end = parsePosition(manifest.postgres.start);
  for (let next = first; next <= head.sequence; next += 1) {
    if (to !== null && until !== null && until > to) break;
    const piece = await readPiece(source, kek, next);
    const { line } = piece;
    const { system_id: system, timeline } = manifest.postgres;
    const isOurs = line.archive === archive && line.sequence === next;
    // The first one begins before the backup does, each other where the one before ends.
    const fits = end !== null && (next === first ? piece.start <= end : piece.start === end);
    if (!isOurs || !fits || line.system_id !== system || line.timeline !== timeline) {
      throw refused(
        `${source.name}/${pieceName(next)} does not follow what is before it. ${INSTEAD}`,
      );
    }
    last = next;
    end = piece.end;
    walBytes += Number(piece.end - piece.start);
    bytes += piece.encrypted.length;
    if (line.until !== null) until = new Date(line.until);
  }
  return { source, first, last, until, bytes, walBytes };
}

const INSTEAD = 'Restore to a time before it with --to, or the backup alone with --to backup.';

/** Reads the pieces of a span again, in their order. */
export async function* readWalSpan(
  { source, first, last, bytes }: WalSpan,
  kek: KekSource,
  onBytes: OnBytes,
): AsyncGenerator<Piece> {
  let bytesDone = 0;
  for (let next = first; next <= last; next += 1) {
    const piece = await readPiece(source, kek, next);
    yield piece;
    bytesDone += piece.encrypted.length;
    onBytes({ bytesDone, bytesTotal: bytes });
  }
}

async function readPiece(source: BackupSource, kek: KekSource, sequence: number): Promise<Piece> {
  const file = pieceName(sequence);
  return parsePiece(kek, `${source.name}/${file}`, await whole(source, file));
}

async function whole(source: BackupSource, file: string): Promise<Buffer> {
  if ((await source.sizeOf(file)) !== null) return buffer(source.read(file));
  throw refused(
    `${source.name}/${file} is missing: the log since the backup is incomplete. ${INSTEAD}`,
  );
}

/** The folder or prefix of this name beside another. */
function beside(folder: string, name: string): string {
  return `${folder.replace(/\/+[^/]*$/, '')}/${name}`;
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/from', code: 'format', detail });
}
