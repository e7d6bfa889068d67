import { buffer } from 'node:stream/consumers';
import { Refusal } from '../kit/refusal.ts';
import type { KekSource } from '../vault/index.ts';
import type { BackupSource } from './place.ts';
import { type HeadLine, LINE_BYTES_MAX, parseHead, WAL_HEAD } from './wal-piece.ts';

/** Reads the newest number of an archive of the log; null if it is missing. Refuses one that was changed. */
export async function readHead(source: BackupSource, kek: KekSource): Promise<HeadLine | null> {
  const bytes = await headBytes(source);
  return bytes && parseHead(kek, pathOf(source), bytes);
}

export type ArchiveState =
  /** The next piece can follow. */
  | 'whole'
  /** It has pieces that this database does not know. */
  | 'ahead'
  /** Why nothing can be added: the place was another disk for a while, or has lost or changed something. */
  | { readonly broken: string };

/** Compares the head of an archive with the last piece that this database knows. An error that may pass is thrown. */
export async function stateOfArchive(
  source: BackupSource,
  kek: KekSource,
  known: HeadLine,
): Promise<ArchiveState> {
  const path = pathOf(source);
  const bytes = await headBytes(source);
  if (bytes === null) {
    return broken(`${path} is missing: it was removed, or another disk is at its place.`);
  }
  const head = await headOrFault(kek, path, bytes);
  if (head === null) return broken(`${path} was changed or damaged.`);
  if (head.archive !== known.archive) return broken(`${path} is of another archive.`);
  if (head.sequence < known.sequence) {
    return broken(
      `${path} says that piece ${head.sequence} is the newest, but piece ${known.sequence} was stored: another disk was at its place for a while, or it was set back.`,
    );
  }
  // A process that was killed may have stored the next one without noting it.
  return head.sequence <= known.sequence + 1 ? 'whole' : 'ahead';
}

/** Null if there is none; a longer one is cut, and no longer ours. */
async function headBytes(source: BackupSource): Promise<Buffer | null> {
  const size = await source.sizeOf(WAL_HEAD);
  if (size === null) return null;
  return size > LINE_BYTES_MAX ? Buffer.alloc(0) : buffer(source.read(WAL_HEAD));
}

/** The newest piece of this archive, as its head says; 0 if that is missing, changed, or of another archive. An error that may pass is thrown. */
export async function newestPiece(
  source: BackupSource,
  kek: KekSource,
  archive: string,
): Promise<number> {
  const bytes = await headBytes(source);
  const head = bytes && (await headOrFault(kek, pathOf(source), bytes));
  return head?.archive === archive ? head.sequence : 0;
}

/** Null if it was changed. */
async function headOrFault(kek: KekSource, path: string, bytes: Buffer): Promise<HeadLine | null> {
  return parseHead(kek, path, bytes).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
}

function broken(why: string): ArchiveState {
  return { broken: `${why} The archive ends here.` };
}

const pathOf = (source: BackupSource) => `${source.name}/${WAL_HEAD}`;
