import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAudit } from '../audit/index.ts';
import { formatIdentity, formatRecipient, parseRecipient } from '../kit/age/index.ts';
import { advisoryLocks, type Db, openBaseBackup, type Tx } from '../kit/database/index.ts';
import { writePrivateFile } from '../kit/write-private-file.ts';
import { type BackupParts, describeSystem, nameOf } from './make-backup.ts';
import { placeOf } from './place-of.ts';
import { beginBackup, endBackup } from './store.ts';
import { type WrittenBackup, writeBackup } from './write-backup.ts';

/** In DATA_DIR, for a shop without a schedule: the last backup, and the key that opens it. */
const FOLDER = 'before-upgrade';
const KEY_FILE = 'key.txt';

export interface UpgradeBackup extends WrittenBackup {
  readonly name: string;
  readonly place: string;
  readonly beganAt: Date;
  readonly endedAt: Date;
  /** The private key, if it lies beside the backup; null: that of the schedule opens it. */
  readonly identity: string | null;
}

/**
 * Copies a database that is about to be migrated, as its older version has it, so that the upgrade can be taken back: to where the schedule puts
 * backups, otherwise into DATA_DIR, where it takes the place of the last one. Only reads the database; `noteUpgradeBackup` records the backup
 * when the new tables are there. Throws what is in the way.
 */
export async function makeUpgradeBackup(
  db: Db,
  schedule: OlderSchedule | null,
  parts: Omit<BackupParts, 'database'>,
): Promise<UpgradeBackup> {
  const { clock, dataDir, kek, ownerUrl, password, software } = parts;
  const kept = schedule ? null : await keyIn(join(dataDir, FOLDER));
  const place = placeOf(schedule?.place ?? join(dataDir, FOLDER), parts);
  const recipients =
    schedule?.recipients.map(parseRecipient) ?? [kept?.key].flatMap((key) => key ?? []);
  // A worker of the older version may be making one.
  await db.query('SELECT pg_advisory_lock($1)', [advisoryLocks.backup]);
  try {
    await place.check();
    const beganAt = clock.now();
    const name = nameOf(beganAt);
    const { version, migration, ...system } = await describeSystem(db);
    await using base = await openBaseBackup(ownerUrl, name, system);
    const made = await writeBackup(
      base,
      { place, name, recipients, kek, dataDir, password, now: () => clock.now() },
      { software, migration, postgresVersion: version, began_at: beganAt.toISOString(), wal: null },
    );
    if (kept) await removeOthers(join(dataDir, FOLDER), name);
    return {
      ...made,
      ...{ name, place: place.name, beganAt, endedAt: clock.now() },
      identity: kept?.file ?? null,
    };
  } finally {
    await db.query('SELECT pg_advisory_unlock($1)', [advisoryLocks.backup]);
  }
}

export async function noteUpgradeBackup(tx: Tx, backup: UpgradeBackup): Promise<void> {
  const { name, place, beganAt, endedAt: at, bytes, manifest } = backup;
  await beginBackup(tx, { name, place, beganAt });
  await endBackup(tx, name, { at, bytes, databaseBytes: manifest.database_bytes, wal: null });
  const detail = { place, bytes, recipients: manifest.recipients };
  await recordAudit(tx, {
    at,
    actor: 'system:upgrade',
    action: 'backup.made',
    subject: name,
    detail,
  });
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

/** The key in this folder, made once. It lies beside the database itself, so it protects nothing that a thief of the folder has not. */
async function keyIn(folder: string): Promise<{ readonly key: KeyObject; readonly file: string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, KEY_FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  const found = text === null ? null : /^# public key: (\S+)$/m.exec(text)?.[1];
  if (found) return { key: parseRecipient(found), file };
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  await rm(file, { force: true });
  const lines = `# public key: ${formatRecipient(publicKey)}\n${formatIdentity(privateKey)}\n`;
  await writePrivateFile(file, [Buffer.from(lines)]);
  return { key: publicKey, file };
}

async function removeOthers(folder: string, name: string): Promise<void> {
  for (const other of await readdir(folder)) {
    if (other === name || other === KEY_FILE) continue;
    await rm(join(folder, other), { recursive: true, force: true });
  }
}
