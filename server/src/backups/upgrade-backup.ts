import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAudit } from '../audit/index.ts';
import { formatIdentity, formatRecipient, parseRecipient } from '../kit/age/index.ts';
import { advisoryLocks, type Database, type Db, openBaseBackup } from '../kit/database/index.ts';
import { MINUTE_MS } from '../kit/time.ts';
import { writePrivateFile } from '../kit/write-private-file.ts';
import { openBackup } from './check-backup.ts';
import { type BackupParts, type DescribedSystem, describeSystem, nameOf } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { placeOf } from './place-of.ts';
import { insertMade } from './store.ts';
import { readUpgradeNotes, type UpgradeNote, writeUpgradeNotes } from './upgrade-notes.ts';
import { type Target, type WrittenBackup, writeBackup } from './write-backup.ts';

/** In DATA_DIR, for a shop without a schedule: the last backup, and the key that opens it. */
const FOLDER = 'before-upgrade';
const KEY_FILE = 'key.txt';
/** A server that is started again and again makes one backup in this time; what the older version has sold meanwhile is not in it. */
const USED_AGAIN_MS = 10 * MINUTE_MS;

/** A backup of before an upgrade that is whole, and that the database does not list yet. */
export interface UpgradeBackup extends UpgradeNote {
  readonly manifest: Manifest;
  readonly bytes: number;
}

/** What a backup of before an upgrade needs; `pending`: the migrations that are to run. */
export type UpgradeParts = Omit<BackupParts, 'database'> & { readonly pending: readonly string[] };

/**
 * Copies a database that is about to be migrated, as its older version has it, so that the upgrade can be taken back: to where the schedule puts
 * backups, otherwise into DATA_DIR, where it takes the place of the last one. Only reads the database; `listUpgradeBackups` lists the backup
 * when the new tables are there. An attempt before this one may have been killed, or its migrations may have failed: what it left half is
 * removed, and its backup is used again if it is some minutes old. Returns the folder. Throws what is in the way.
 */
export async function makeUpgradeBackup(
  db: Db,
  schedule: OlderSchedule | null,
  parts: UpgradeParts,
): Promise<{ readonly folder: string; readonly isUsedAgain: boolean }> {
  const { dataDir } = parts;
  const kept = schedule ? null : await keyIn(join(dataDir, FOLDER));
  const place = placeOf(schedule?.place ?? join(dataDir, FOLDER), parts);
  const recipients =
    schedule?.recipients.map(parseRecipient) ?? [kept?.key].flatMap((key) => key ?? []);
  // A worker of the older version may be making one.
  await db.query('SELECT pg_advisory_lock($1)', [advisoryLocks.backup]);
  try {
    // A place that cannot be reached says nothing of what is there.
    await place.check();
    const left = await settleLeft(parts);
    const isSame = (each: UpgradeNote) =>
      each.place === place.name && each.pending.join() === parts.pending.join();
    const same = left.filter(isSame);
    const system = await describeSystem(db);
    const usable = same.find(({ manifest }) => isUsable(manifest, system, recipients, parts));
    if (usable) return { folder: `${place.name}/${usable.name}`, isUsedAgain: true };
    const note = {
      ...{ name: nameOf(parts.clock.now()), place: place.name },
      pending: parts.pending,
    };
    // Before the first byte, so that the next attempt finds what a kill leaves.
    await writeUpgradeNotes(dataDir, [...left.map(noteOf), note]);
    const { folder } = await copy(parts, { place, name: note.name, recipients }, system);
    if (kept) await removeOthers(join(dataDir, FOLDER), note.name);
    // They have the same tables, and older rows.
    for (const { name } of same) await place.remove(name);
    const others = left.filter((each) => !isSame(each));
    await writeUpgradeNotes(dataDir, [...others.map(noteOf), note]);
    return { folder, isUsedAgain: false };
  } finally {
    await db.query('SELECT pg_advisory_unlock($1)', [advisoryLocks.backup]);
  }
}

async function copy(
  { clock, dataDir, kek, ownerUrl, password, software }: UpgradeParts,
  to: Pick<Target, 'place' | 'name' | 'recipients'>,
  { version, migration, ...system }: DescribedSystem,
): Promise<WrittenBackup> {
  const beganAt = clock.now();
  await using base = await openBaseBackup(ownerUrl, to.name, system);
  return await writeBackup(
    base,
    { ...to, kek, dataDir, password, now: () => clock.now() },
    { software, migration, postgresVersion: version, began_at: beganAt.toISOString(), wal: null },
  );
}

/** Whether a backup of an earlier attempt is of this database, young enough, and opened by the keys that are named now. */
function isUsable(
  { ended_at: endedAt, postgres, recipients: keys }: Manifest,
  { systemId, timeline }: DescribedSystem,
  recipients: readonly KeyObject[],
  { clock }: UpgradeParts,
): boolean {
  const age = clock.now().getTime() - Date.parse(endedAt);
  const isYoung = age >= 0 && age < USED_AGAIN_MS;
  const isOurs = postgres.system_id === systemId && postgres.timeline === timeline;
  return isYoung && isOurs && keys.join() === recipients.map(formatRecipient).join();
}

/** Lists the backups of before an upgrade in the database and its audit, each once, when the new tables are there. */
export async function listUpgradeBackups(
  database: Database,
  parts: Pick<UpgradeParts, 'dataDir' | 'kek' | 'objectStore'>,
): Promise<void> {
  const left = await settleLeft(parts);
  if (left.length === 0) return;
  await database.transaction(async (tx) => {
    for (const { name, place, bytes, manifest } of left) {
      const [beganAt, at] = [new Date(manifest.began_at), new Date(manifest.ended_at)];
      const made = { name, place, beganAt, at, bytes, databaseBytes: manifest.database_bytes };
      // Another process may have done so since we read the notes.
      if (!(await insertMade(tx, made))) continue;
      const detail = { place, bytes, recipients: manifest.recipients };
      const by = { at, actor: 'system:upgrade' };
      await recordAudit(tx, { ...by, action: 'backup.made', subject: name, detail });
    }
  });
  await writeUpgradeNotes(parts.dataDir, []);
}

/** Returns the whole backups of earlier attempts, oldest first, and removes what is left of those that are not. */
async function settleLeft(
  parts: Pick<UpgradeParts, 'dataDir' | 'kek' | 'objectStore'>,
): Promise<UpgradeBackup[]> {
  const notes = await readUpgradeNotes(parts.dataDir);
  const whole: UpgradeBackup[] = [];
  for (const note of notes) {
    const from = `${note.place}/${note.name}`;
    const opened = await openBackup(from, parts.kek, parts.objectStore).catch(() => null);
    if (opened) {
      const { manifest } = opened;
      const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
      whole.push({ ...note, manifest, bytes });
      continue;
    }
    // A place that is gone keeps nothing from being backed up to another.
    await (async () => placeOf(note.place, parts).clear(note.name))().catch(() => {});
  }
  if (whole.length < notes.length) await writeUpgradeNotes(parts.dataDir, whole.map(noteOf));
  return whole;
}

function noteOf({ name, place, pending }: UpgradeNote): UpgradeNote {
  return { name, place, pending };
}

export interface OlderSchedule {
  readonly place: string;
  readonly recipients: readonly string[];
}

/** The schedule of an older version, which may have fewer columns, or none at all. */
export async function readOlderSchedule(db: Db): Promise<OlderSchedule | null> {
  const { rows } = await db.query<{ is: boolean }>(
    `SELECT to_regclass('backups.schedule') IS NOT NULL AS is`,
  );
  if (!rows[0]?.is) return null;
  const found = await db.query<OlderSchedule & Record<string, unknown>>(
    'SELECT place, recipients FROM backups.schedule',
  );
  return found.rows[0] ?? null;
}

/**
 * The key in this folder, made once. It lies beside the database itself, so it protects nothing that a thief of the folder has not. Throws if
 * the file cannot be read: another key in its place would leave the last backup without one.
 */
async function keyIn(folder: string): Promise<{ readonly key: KeyObject }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, KEY_FILE);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  const found = text === null ? null : /^# public key: (\S+)$/m.exec(text)?.[1];
  if (found) return { key: parseRecipient(found) };
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  // A killed process may have left half of one.
  for (const each of [file, `${file}.part`]) await rm(each, { force: true });
  const lines = `# public key: ${formatRecipient(publicKey)}\n${formatIdentity(privateKey)}\n`;
  await writePrivateFile(file, [Buffer.from(lines)]);
  return { key: publicKey };
}

async function removeOthers(folder: string, name: string): Promise<void> {
  for (const other of await readdir(folder)) {
    if (other === name || other === KEY_FILE) continue;
    await rm(join(folder, other), { recursive: true, force: true });
  }
}
