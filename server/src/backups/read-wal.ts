import { buffer } from 'node:stream/consumers';
import type { StoreSettings } from '../kit/object-store/index.ts';
import { invalid, type Refusal } from '../kit/refusal.ts';
import type { KekSource } from '../vault/index.ts';
import { backwardRun } from './backward-run.ts';
import type { CheckedBackup, OnBytes } from './check-backup.ts';
import type { BackupSource } from './place.ts';
import { sourceOf } from './place-of.ts';
import { readHead } from './read-head.ts';
import { parsePosition } from './wal-files.ts';
import { PIECE_FILE_BYTES_MAX, type Piece, parsePiece, pieceName, WAL_HEAD } from './wal-piece.ts';
import type { Look } from './wal-store.ts';

/** The pieces of an archive that follow a backup, up to a time. */
export interface WalSpan {
  readonly archive: string;
  readonly source: BackupSource;
  /** The first and last piece; the last is before the first if there is none. */
  readonly first: number;
  readonly last: number;
  /** All that was committed before is in them; null without a piece that says so. */
  readonly until: Date | null;
  /** False: pieces after a time cannot be read, so nobody can say whether the clock had that time twice. */
  readonly isSure: boolean;
  /** The last look that a database must know when it is recovered so far; null without one. */
  readonly look: Look | null;
  readonly bytes: number;
  /** Of the log itself, before it was compressed. */
  readonly walBytes: number;
}

/**
 * Reads the log that follows a backup and compares every piece with its seal and its neighbours: to its end, or as far as a time needs it. Null
 * if the log was not stored with this backup. Refuses an archive in which a needed piece is missing or changed, and a time that the clock had
 * twice: the pieces after it are read for that, too, as far as they can be.
 */
export async function checkWal(
  backup: CheckedBackup,
  kek: KekSource,
  objectStore: StoreSettings | null,
  to: Date | null = null,
): Promise<WalSpan | null> {
  const { manifest } = backup;
  const { ended_at: endedAt } = manifest;
  if (!manifest.wal) return null;
  const { archive, sequence } = manifest.wal;
  const source = sourceOf(beside(backup.folder, archive), objectStore);
  const head = (await readHead(source, kek)) ?? missing(source, WAL_HEAD);
  if (head.archive !== archive) throw refused(`${source.name} is not the archive of this backup.`);
  if (head.sequence < sequence) {
    throw refused(
      `${source.name} says that piece ${head.sequence} is the newest, but the backup was made after piece ${sequence}: the archive was set back. ${INSTEAD}`,
    );
  }
  const first = sequence + 1;
  let [last, bytes, walBytes] = [sequence, 0, 0];
  let until: Date | null = null;
  let isSure = true;
  const looks: Look[] = [];
  let end = parsePosition(manifest.postgres.start);
  for (let next = first; next <= head.sequence; next += 1) {
    if (to !== null && until !== null && until > to) {
      const look = await lookOf(source, kek, archive, next);
      if (look === 'unreadable') isSure = false;
      else if (look) looks.push(look);
      continue;
    }
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
    if (line.until === null || line.look === null) continue;
    until = new Date(line.until);
    looks.push({ at: until, look: line.look });
  }
  if (to !== null) refuseTwice(looks, to, endedAt);
  const look = looks.findLast(({ at }) => to === null || at <= to) ?? null;
  return { archive, source, first, last, until, isSure, look, bytes, walBytes };
}

/** The look of a piece that is not needed; null if it has none. Damage after a time must not keep anybody from restoring to it. */
async function lookOf(
  source: BackupSource,
  kek: KekSource,
  archive: string,
  sequence: number,
): Promise<Look | null | 'unreadable'> {
  try {
    const { line } = await readPiece(source, kek, sequence);
    if (line.archive !== archive) return 'unreadable';
    return line.until === null || line.look === null
      ? null
      : { at: new Date(line.until), look: line.look };
  } catch {
    return 'unreadable';
  }
}

/** PostgreSQL stops at the first commit after a time, which may be hours before that time if its clock ran ahead for a while. */
function refuseTwice(looks: readonly Look[], to: Date, begin: string): void {
  const run = backwardRun(
    looks.map(({ at }) => at),
    to,
  );
  if (run === null) return;
  const from = run.from?.toISOString() ?? begin;
  const detail = `The clock of the database ran backwards, so a time from ${from} to ${run.until.toISOString()} can be two moments of the log: name a time before or after, or latest.`;
  throw invalid({ pointer: '/to', code: 'format', detail });
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
  const size = (await source.sizeOf(file)) ?? missing(source, file);
  if (size > PIECE_FILE_BYTES_MAX) {
    throw refused(`${source.name}/${file} is too large to be one of ours. ${INSTEAD}`);
  }
  return buffer(source.read(file));
}

function missing(source: BackupSource, file: string): never {
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
