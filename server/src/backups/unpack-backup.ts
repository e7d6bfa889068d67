import { createHash, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AgeProblem, decryptWith } from '../kit/age/index.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { roomOf } from '../kit/room-of.ts';
import { readTar, type TarEntry, TarProblem } from '../kit/tar/index.ts';
import { type CheckedBackup, checkFiles, type OnBytes } from './check-backup.ts';
import { decompressed } from './compressed.ts';
import { bytesOf, OURS, PASSWORD_ENTRY, TEXTS_ENTRY } from './manifest.ts';
import { whyNotWritten } from './why-not-written.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** What starting the database writes beside its files. */
const SPARE_BYTES = 256 * 1024 * 1024;
const LIST = 'backup_manifest';
/** PostgreSQL writes it into a copy, and does not list it. */
const UNLISTED = new Set([LIST, 'backup_label', 'tablespace_map']);

export interface Unpacked {
  /** The password of the embedded database; null of an external one. */
  readonly password: string | null;
  /** The operator's own texts, by the names of their files. */
  readonly texts: ReadonlyMap<string, Buffer>;
}

/** Refuses a disk without room for a backup, before anything is written. */
export async function checkRoom(
  folder: string,
  { manifest }: CheckedBackup,
  walBytes = 0,
): Promise<void> {
  const { freeBytes } = await roomOf(folder);
  const wanted = manifest.database_bytes + walBytes + SPARE_BYTES;
  if (freeBytes >= wanted) return;
  throw refused(
    `The disk of ${folder} has ${megabytes(freeBytes)} MB left, but the database needs ${megabytes(wanted)} MB. Nothing was written.`,
  );
}

/**
 * Writes the cluster of a backup into an empty folder, and compares each file with PostgreSQL's own list. Refuses a wrong private key
 * and anything changed before it writes a file. If it fails later, the folder is empty again.
 */
export async function unpackBackup(
  backup: CheckedBackup,
  folder: string,
  identities: readonly KeyObject[],
  onBytes: OnBytes = () => {},
): Promise<Unpacked> {
  if ((await readdir(folder)).length > 0) throw refused(`${folder} is not empty.`);
  // Each file is read twice: to compare it, then to unpack it.
  const ofBoth = (readsBefore: number): OnBytes => {
    return ({ bytesDone, bytesTotal }) =>
      onBytes({ bytesDone: readsBefore * bytesTotal + bytesDone, bytesTotal: 2 * bytesTotal });
  };
  await mustOpen(backup, identities, folder);
  await checkFiles(backup, ofBoth(0));
  try {
    return await unpackInto(folder, backup, identities, ofBoth(1));
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
    throw error;
  }
}

/** A wrong private key is seen at the first bytes, and not after the whole backup was read. */
async function mustOpen(
  backup: CheckedBackup,
  identities: readonly KeyObject[],
  folder: string,
): Promise<void> {
  const pieces = decryptWith(
    identities,
    readAll(backup, () => {}),
  );
  try {
    await pieces.next();
  } catch (error) {
    throw explained(error, folder);
  } finally {
    await pieces.return(undefined);
  }
}

async function unpackInto(
  folder: string,
  backup: CheckedBackup,
  identities: readonly KeyObject[],
  onBytes: OnBytes,
): Promise<Unpacked> {
  const hashes = new Map<string, string>();
  const ours = new Map<string, Buffer>();
  let list = '';
  try {
    const archive = decompressed(decryptWith(identities, readAll(backup, onBytes)));
    for await (const entry of readTar(archive)) {
      if (entry.name.startsWith(OURS)) ours.set(entry.name, await whole(entry));
      else if (entry.name === LIST) list = (await whole(entry)).toString('utf8');
      else hashes.set(entry.name, await unpack(entry, join(folder, entry.name)));
    }
  } catch (error) {
    throw explained(error, folder);
  }
  compare(hashes, list);
  const texts = [...ours].filter(([name]) => name.startsWith(TEXTS_ENTRY));
  return {
    password: ours.get(PASSWORD_ENTRY)?.toString('utf8') ?? null,
    texts: new Map(texts.map(([name, text]) => [name.slice(TEXTS_ENTRY.length), text])),
  };
}

async function* readAll({ source, manifest }: CheckedBackup, onBytes: OnBytes) {
  const bytesTotal = bytesOf(manifest);
  let bytesDone = 0;
  for (const file of manifest.files) {
    const hash = createHash('sha256');
    for await (const piece of source.read(file.name)) {
      hash.update(piece);
      bytesDone += piece.length;
      onBytes({ bytesDone, bytesTotal });
      yield Buffer.from(piece);
    }
    if (hash.digest('hex') !== file.sha256) {
      throw refused(`${file.name} was changed or damaged since it was made. Use another backup.`);
    }
  }
}

async function unpack(entry: TarEntry, path: string): Promise<string> {
  await mkdir(entry.isFolder ? path : dirname(path), { recursive: true, mode: FOLDER_MODE });
  if (entry.isFolder) return '';
  const hash = createHash('sha256');
  const file = await open(path, 'wx', FILE_MODE);
  try {
    for await (const piece of entry.pieces) {
      await file.writeFile(piece);
      hash.update(piece);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function whole(entry: TarEntry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of entry.pieces) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

interface ListedFile {
  readonly Path?: string;
  readonly Checksum?: string;
}

/** The write-ahead log is not listed; it has checksums of its own (manual, "Backup Manifest Format"). */
function compare(hashes: ReadonlyMap<string, string>, list: string): void {
  const { Files: files } = JSON.parse(list || '{}') as { Files?: readonly ListedFile[] };
  if (!files) throw refused('The archive has no list of its files.');
  const wrong = files.find(
    ({ Path: path = '', Checksum: sum }) => !UNLISTED.has(path) && hashes.get(path) !== sum,
  );
  if (wrong) throw refused(`${wrong.Path} is missing from the archive, or differs from its list.`);
}

function explained(error: unknown, folder: string): unknown {
  if (error instanceof Refusal) return error;
  if (error instanceof AgeProblem || error instanceof TarProblem) {
    return refused(`The archive cannot be unpacked: ${error.message}`);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = whyNotWritten(folder, error);
  if (why !== null) return refused(why);
  if (code.startsWith('Z') || code.startsWith('ERR_ZLIB') || code.startsWith('ZSTD')) {
    return refused('The archive cannot be unpacked: it is damaged.');
  }
  return error;
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 ** 2);

function refused(detail: string): Refusal {
  return invalid({ pointer: '/from', code: 'format', detail });
}
