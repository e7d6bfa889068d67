import type { KeyObject } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import { formatRecipient } from '../kit/age/index.ts';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import {
  advisoryLocks,
  type Database,
  type Db,
  openBaseBackup,
  type SystemCopied,
  type Tx,
} from '../kit/database/index.ts';
import type { StoreSettings } from '../kit/object-store/index.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import type { KekSource } from '../vault/index.ts';
import { bytesOf, type Manifest, type WalOfBackup } from './manifest.ts';
import type { BackupPlace } from './place.ts';
import { placeOf } from './place-of.ts';
import { settleBegun } from './settle-begun.ts';
import { beginBackup, begunBackups, endBackup } from './store.ts';
import { openWalArchive } from './wal-store.ts';
import { type Target, type WrittenBackup, writeBackup } from './write-backup.ts';

export interface BackupParts {
  readonly database: Database;
  /** Of the role that may copy the database. */
  readonly ownerUrl: string;
  readonly clock: Clock;
  readonly kek: KekSource;
  readonly dataDir: string;
  /** Null where the environment names no credentials of one. */
  readonly objectStore: StoreSettings | null;
  /** The password of the embedded database; null beside an external one. */
  readonly password: string | null;
  readonly software: string;
}

export interface BackupOrder {
  /** A folder, or `s3://bucket/prefix`. */
  readonly to: string;
  readonly recipients: readonly KeyObject[];
  readonly actor: string;
  readonly onProgress?: Target['onProgress'];
}

/**
 * Copies the running system into a new folder or prefix in `to`, encrypted to the recipients. One backup runs at a time. Its row says how it
 * ended, the audit log that it was made. Refuses with what to change.
 */
export async function makeBackup(parts: BackupParts, order: BackupOrder): Promise<WrittenBackup> {
  const { database, clock } = parts;
  const place = placeOf(order.to, parts);
  await place.check();
  // Held until the connection ends, also when this process is killed.
  const lock = await database.connect();
  try {
    const { rows } = await lock.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS mine',
      [advisoryLocks.backup],
    );
    if (!rows[0]?.mine) {
      throw invalidState('running', 'Another backup is being made; wait until it has ended.');
    }
    await settleUnfinished(parts);
    return await make(parts, order, place);
  } finally {
    await lock.end();
  }

  async function make(
    { ownerUrl, kek, dataDir, password, software }: BackupParts,
    { recipients, actor, onProgress }: BackupOrder,
    place: BackupPlace,
  ): Promise<WrittenBackup> {
    const beganAt = clock.now();
    const name = nameOf(beganAt);
    const { version, migration, ...system } = await describeSystem(database.reads);
    const wal = await archiveFor(database, place.name, recipients);
    await database.transaction((tx) => beginBackup(tx, { name, place: place.name, beganAt }));
    try {
      await using base = await openBaseBackup(ownerUrl, name, system);
      const made = await writeBackup(
        base,
        { place, name, recipients, kek, dataDir, password, onProgress, now: () => clock.now() },
        { software, migration, postgresVersion: version, began_at: beganAt.toISOString(), wal },
      );
      const ended = {
        at: clock.now(),
        bytes: made.bytes,
        databaseBytes: made.manifest.database_bytes,
      };
      await database.transaction(async (tx) => {
        await endBackup(tx, name, { ...ended, wal });
        await recordMade(tx, { ...made, at: ended.at, actor, name, place: place.name });
      });
      return made;
    } catch (error) {
      const failure = failureOf(error);
      // The database may be what failed; then the next backup ends the row.
      await database
        .transaction((tx) => endBackup(tx, name, { at: clock.now(), failure }))
        .catch(() => {});
      throw error;
    }
  }
}

/** The sentence for people: the refusal's own, of which there may be one for each field. */
export function failureOf(error: unknown): string {
  if (error instanceof Refusal) return error.details.errors?.[0]?.detail ?? error.message;
  return error instanceof Error ? error.message : String(error);
}

/** Like `psnb2b-20261129T140000000Z`. */
export function nameOf(at: Date): string {
  return `psnb2b-${stampOf(at)}`;
}

/** A time in a name, like `20261129T140000000Z`. */
export function stampOf(at: Date): string {
  return at.toISOString().replaceAll(/[-:.]/g, '');
}

/** The archive that goes on where this backup begins: of the same place, and opened by the same keys. */
async function archiveFor(
  { reads }: Database,
  place: string,
  recipients: readonly KeyObject[],
): Promise<WalOfBackup | null> {
  const archive = await openWalArchive(reads);
  const isOurs =
    archive?.place === place &&
    archive.recipients.join() === recipients.map(formatRecipient).join();
  return isOurs ? { archive: archive.name, sequence: archive.sequence } : null;
}

export interface DescribedSystem extends SystemCopied {
  readonly version: string;
  readonly migration: string;
}

/** What a manifest says of the database itself. */
export async function describeSystem(db: Db): Promise<DescribedSystem> {
  const { rows } = await db.query<DescribedSystem & Record<string, unknown>>(
    `SELECT current_setting('server_version') AS version,
            (SELECT max(name) FROM public.migrations) AS migration,
            (SELECT system_identifier::text FROM pg_control_system()) AS "systemId",
            ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int AS timeline`,
  );
  return required(rows[0], 'a setting has a row');
}

/** Whoever holds the lock knows that no other is running: what looks so was ended with its process, perhaps when all of it was copied. */
async function settleUnfinished(parts: BackupParts): Promise<void> {
  const { database, clock } = parts;
  for (const { name, place } of await begunBackups(database.reads)) {
    let manifest: Manifest | null;
    try {
      manifest = await settleBegun({ name, place }, parts);
    } catch {
      // A place that is away keeps nothing from being backed up to another; the next backup asks it again.
      continue;
    }
    await database.transaction(async (tx) => {
      const at = clock.now();
      if (manifest === null) {
        const failure = 'The process that made it was ended.';
        return endBackup(tx, name, { at, failure });
      }
      const bytes = bytesOf(manifest);
      const { database_bytes: databaseBytes, wal = null } = manifest;
      await endBackup(tx, name, { at, bytes, databaseBytes, wal });
      await recordMade(tx, { at, actor: 'system:settle-backups', name, place, bytes, manifest });
    });
  }
}

interface Recorded {
  readonly at: Date;
  readonly actor: string;
  readonly name: string;
  readonly place: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/** Says in the audit who made a backup, and who can open it. */
export async function recordMade(
  tx: Tx,
  { at, actor, name, place, bytes, manifest }: Recorded,
): Promise<void> {
  const detail = { place, bytes, recipients: manifest.recipients };
  await recordAudit(tx, { at, actor, action: 'backup.made', subject: name, detail });
}
