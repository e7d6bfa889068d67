import { invalid } from '../kit/refusal.ts';
import { type BackupSeal, isBackupSealed, type KekSource, signBackup } from '../vault/index.ts';

export const MANIFEST = 'manifest.json';
export const ARCHIVE = 'base.tar.zst.age';
/** Entries of the archive that are ours; all others are PostgreSQL's. */
export const OURS = 'psnb2b/';
export const PASSWORD_ENTRY = `${OURS}postgres.password`;
export const TEXTS_ENTRY = `${OURS}texts/`;

const FORMAT = 'psnb2b-backup/1';
const BYTES_MAX = 64 * 1024;

export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface WalOfBackup {
  readonly archive: string;
  /** The last piece that the backup does not need. */
  readonly sequence: number;
}

/** What a backup is, beside its files. Not secret. */
export interface Manifest {
  readonly format: string;
  readonly software: string;
  /** The newest migration that its database has. */
  readonly migration: string;
  readonly postgres: {
    readonly version: string;
    readonly system_id: string;
    readonly timeline: number;
    readonly start: string;
    /** False: of a PostgreSQL of the operator's own. */
    readonly embedded: boolean;
  };
  /** All that was committed until here is in it. */
  readonly began_at: string;
  readonly ended_at: string;
  /** Size of the data folder before it was compressed. */
  readonly database_bytes: number;
  readonly recipients: readonly string[];
  /** The log from here on, in a folder beside that of the backup; absent if it is not stored. */
  readonly wal?: WalOfBackup;
  readonly files: readonly BackupFile[];
}

export function bytesOf({ files }: Pick<Manifest, 'files'>): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The text of the list, sealed with the key-encryption key. */
export async function formatManifest(kek: KekSource, manifest: Manifest): Promise<string> {
  const { kekVersion, mac } = await signBackup(kek, JSON.stringify(manifest));
  return textOf({ ...manifest, kek_version: kekVersion, mac });
}

const textOf = (list: object) => `${JSON.stringify(list, null, 2)}\n`;

export interface SealedManifest {
  readonly manifest: Manifest;
  readonly seal: BackupSeal;
}

/** Parses a list; its seal is not checked yet. Refuses with what is wrong. */
export function parseManifest(text: string): SealedManifest {
  const refuse = (detail: string) => invalid({ pointer: '/from', code: 'format', detail });
  if (text.length > BYTES_MAX) throw refuse('Its list is too long to be one of ours.');
  let read: Manifest & { readonly kek_version: number; readonly mac: string };
  try {
    read = JSON.parse(text);
  } catch {
    throw refuse('Its list is damaged.');
  }
  const { kek_version: kekVersion, mac, ...manifest } = read ?? {};
  if (manifest.format !== FORMAT) {
    throw refuse('It is not a backup of this software, or one of a newer version.');
  }
  // To the byte as we write it: whoever sees a difference need not ask what it means.
  const isWhole = Array.isArray(manifest.files) && typeof mac === 'string' && text === textOf(read);
  if (!isWhole || !Number.isInteger(kekVersion)) throw refuse('Its list is damaged.');
  return { manifest, seal: { kekVersion, mac } };
}

/** Refuses a list that this key-encryption key has not sealed: it was changed, or is another installation's. */
export async function checkSeal(kek: KekSource, { manifest, seal }: SealedManifest): Promise<void> {
  if (await isBackupSealed(kek, seal, JSON.stringify(manifest))) return;
  const detail =
    'The key file is not that of this backup, or somebody changed the list of the backup. Bring the key file that was in use when it was made.';
  throw invalid({ pointer: '/from', code: 'format', detail });
}

export function formatOf(rest: Omit<Manifest, 'format'>): Manifest {
  return { format: FORMAT, ...rest };
}
