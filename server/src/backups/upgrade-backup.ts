import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatIdentity, formatRecipient, parseRecipient } from '../kit/age/index.ts';
import { advisoryLocks, type Database, type Db, openBaseBackup } from '../kit/database/index.ts';
import { ifThere } from '../kit/if-there.ts';
import { MINUTE_MS } from '../kit/time.ts';
import { writePrivateFile } from '../kit/write-private-file.ts';
import { findBackup } from './check-backup.ts';
import {
  type BackupParts,
  type DescribedSystem,
  describeSystem,
  nameOf,
  recordMade,
} from './make-backup.ts';
import { bytesOf, type Manifest } from './manifest.ts';
import { placeOf } from './place-of.ts';
import { settleBegun } from './settle-begun.ts';
import { insertMade } from './store.ts';
import { readUpgradeNotes, type UpgradeNote, writeUpgradeNotes } from './upgrade-notes.ts';
import { type Target, type WrittenBackup, writeBackup } from './write-backup.ts';

/** In DATA_DIR, for a shop without a schedule: the last backup, and the key that opens it. */
const FOLDER = 'before-upgrade';
const KEY_FILE = 'key.txt';
/** A server that is started again and again makes one backup in this time; what the older version has sold meanwhile is not in it. */
const USED_AGAIN_MS = 10 * MINUTE_MS;

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
    for (const { name, manifest } of same) {
      if (!manifest || !isUsable(manifest, system, recipients, parts)) continue;
      const folder = `${place.name}/${name}`;
      const isThere = (await findBackup(folder, parts.kek, parts.objectStore)) !== null;
      if (isThere) return { folder, isUsedAgain: true };
    }
    const note: UpgradeNote = {
      ...{ name: nameOf(parts.clock.now()), place: place.name },
      ...{ pending: parts.pending, manifest: null },
    };
    // Before the first byte, so that the next attempt finds what a kill leaves.
    await writeUpgradeNotes(dataDir, [...left, note]);
    const { folder, manifest } = await copy(parts, { place, name: note.name, recipients }, system);
    if (kept) await removeOthers(join(dataDir, FOLDER), note.name);
    // They have the same tables, and older rows.
    for (const { name } of same) await place.remove(name);
    const isGone = (each: UpgradeNote) => isSame(each) || (kept && each.place === place.name);
    const others = left.filter((each) => !isGone(each));
    await writeUpgradeNotes(dataDir, [...others, { ...note, manifest }]);
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
  if (!left.some(({ manifest }) => manifest)) return;
  await database.transaction(async (tx) => {
    for (const { name, place, manifest } of left) {
      if (!manifest) continue;
      const [beganAt, at] = [new Date(manifest.began_at), new Date(manifest.ended_at)];
      const bytes = bytesOf(manifest);
      const made = { name, place, beganAt, at, bytes, databaseBytes: manifest.database_bytes };
      // Another process may have done so since we read the notes.
      if (!(await insertMade(tx, made))) continue;
      await recordMade(tx, { at, actor: 'system:upgrade', name, place, bytes, manifest });
    }
  });
  const unknown = left.filter(({ manifest }) => !manifest);
  await writeUpgradeNotes(parts.dataDir, unknown);
}

/**
 * Returns the notes of earlier attempts, oldest first, with the lists of those that are whole. What is left of those that are surely not is
 * removed. One whose place cannot say so now keeps its note, so that the next start asks again.
 */
async function settleLeft(
  parts: Pick<UpgradeParts, 'dataDir' | 'kek' | 'objectStore'>,
): Promise<readonly UpgradeNote[]> {
  const notes = await readUpgradeNotes(parts.dataDir);
  const left: UpgradeNote[] = [];
  for (const note of notes) {
    if (note.manifest) {
      left.push(note);
      continue;
    }
    try {
      const manifest = await settleBegun(note, parts);
      if (manifest) left.push({ ...note, manifest });
    } catch {
      // A place that is away keeps nothing from being backed up to another.
      left.push(note);
    }
  }
  const isSame = left.length === notes.length && left.every((note, at) => note === notes[at]);
  if (!isSame) await writeUpgradeNotes(parts.dataDir, left);
  return left;
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
  const text = await ifThere(readFile(file, 'utf8'));
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
