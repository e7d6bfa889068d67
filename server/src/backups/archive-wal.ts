import { encryptTo, parseRecipient } from '../kit/age/index.ts';
import { required } from '../kit/assert.ts';
import type { Database } from '../kit/database/index.ts';
import type { Logger } from '../kit/log.ts';
import { invalidState } from '../kit/refusal.ts';
import { isoOrNull } from '../kit/time.ts';
import { compressed } from './compressed.ts';
import { type BackupParts, failureOf, stampOf } from './make-backup.ts';
import type { BackupPlace } from './place.ts';
import { placeOf, sourceOf } from './place-of.ts';
import { stateOfArchive } from './read-head.ts';
import { readSchedule } from './schedule.ts';
import { formatPosition, type Position, parsePosition, readWal } from './wal-files.ts';
import { formatHead, formatPiece, type HeadLine, pieceName, WAL_HEAD } from './wal-piece.ts';
import {
  endWalArchive,
  insertWalArchive,
  markLook,
  noteStored,
  noteWalFailure,
  openWalArchive,
  type WalArchive,
} from './wal-store.ts';

/** One piece is in memory, twice. */
const PIECE_BYTES_MAX = 16n * 1024n * 1024n;
const SLOTS = 'psnb2b_wal_';

export interface WalParts extends BackupParts {
  /** The owner's connections. */
  readonly inspector: Database;
  /** The folder of the embedded cluster; null beside an external one, which has an archive of its own. */
  readonly cluster: string | null;
  readonly log: Pick<Logger, 'error'>;
  /** Whether the process is being stopped: it stores no further piece. */
  readonly isStopping: () => boolean;
}

/**
 * Stores what PostgreSQL has written to its log since the last time, if the schedule wants it. A replication slot keeps in the database what is
 * not stored, up to its limit (`postmasterSettings`); an archive that has lost a part of the log ends, and the next one begins with a new
 * backup. A failure is recorded, thrown, and tried again by the next round.
 */
export async function archiveWal(parts: WalParts): Promise<void> {
  const { database, cluster } = parts;
  const schedule = await readSchedule(database.reads);
  const wanted = schedule?.archivesWal && cluster !== null ? { ...schedule, cluster } : null;
  const found = await openWalArchive(database.reads);
  if (found !== null && wanted === null) await end(parts, found, null);
  if (wanted === null) {
    // Of a process that was killed before it dropped its own: it would keep the log.
    if (cluster !== null) await dropSlots(parts);
    return;
  }
  try {
    await storeWanted(parts, found, wanted);
  } catch (error) {
    const failure = failureOf(error);
    await database.transaction((tx) => noteWalFailure(tx, failure)).catch(() => {});
    throw error;
  }
}

/** Stores the log in the open archive, or in a new one if that has ended. */
async function storeWanted(
  parts: WalParts,
  found: WalArchive | null,
  wanted: Wanted & { readonly cluster: string },
): Promise<void> {
  const place = placeOf(wanted.place, parts);
  try {
    const isMoved = found !== null && !isOf(found, wanted);
    if (isMoved) await end(parts, found, null);
    const kept = found === null || isMoved ? null : await endIfBroken(parts, found, place);
    const archive = kept ?? (await begin(parts, wanted, place));
    await store(parts, archive, wanted.cluster);
  } catch (error) {
    throw place.explained(error);
  }
}

interface Wanted {
  readonly place: string;
  readonly recipients: readonly string[];
}

function isOf({ place, recipients }: Wanted, wanted: Wanted): boolean {
  return place === wanted.place && recipients.join() === wanted.recipients.join();
}

async function begin(parts: WalParts, wanted: Wanted, place: BackupPlace): Promise<WalArchive> {
  await place.check();
  const stamp = stampOf(parts.clock.now());
  const name = `psnb2b-wal-${stamp}`;
  // Its folder is made only here, so that pieces never go to a disk that is not mounted.
  await place.makeFolder(name);
  try {
    await putHead(parts, place, { archive: name, sequence: 0 });
    return await insert(parts, wanted, name, `${SLOTS}${stamp.toLowerCase()}`);
  } catch (error) {
    await place.drop([`${name}/${WAL_HEAD}`]).catch(() => {});
    throw error;
  }
}

async function insert(
  { database, inspector }: WalParts,
  { place, recipients }: Wanted,
  name: string,
  slot: string,
): Promise<WalArchive> {
  // Those of a killed process, and of the cluster that this one is a copy of.
  await dropSlots({ inspector });
  const { rows } = await inspector.reads.query<{ position: string; timeline: number }>(
    `SELECT pg_current_wal_flush_lsn()::text AS position,
            ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int AS timeline
       FROM pg_create_physical_replication_slot($1, immediately_reserve => true)`,
    [slot],
  );
  const { position, timeline } = required(rows[0], 'a slot has a position');
  const archive: WalArchive = {
    ...{ name, place, recipients, slot, timeline, sequence: 0 },
    position: positionOf(position),
  };
  await database.transaction((tx) => insertWalArchive(tx, archive));
  return archive;
}

async function dropSlots({ inspector }: Pick<WalParts, 'inspector'>): Promise<void> {
  await inspector.reads.query(
    `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
      WHERE starts_with(slot_name, $1) AND NOT active`,
    [SLOTS],
  );
}

async function end(parts: WalParts, { slot }: WalArchive, failure: string | null): Promise<void> {
  await parts.database.transaction((tx) => endWalArchive(tx, failure));
  await parts.inspector.reads.query(
    `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
      WHERE slot_name = $1 AND NOT active`,
    [slot],
  );
}

/**
 * Ends an archive to which nothing can be added: its place has lost something, its slot has let go of the log, or this is a restored copy, which
 * has none. Refuses to touch one that a later state of this database has written.
 */
async function endIfBroken(
  parts: WalParts,
  archive: WalArchive,
  place: BackupPlace,
): Promise<WalArchive | null> {
  const source = sourceOf(`${archive.place}/${archive.name}`, parts.objectStore);
  const { name, sequence } = archive;
  const state = await stateOfArchive(source, parts.kek, { archive: name, sequence });
  if (state === 'ahead') {
    throw invalidState(
      'older',
      `This database is older than its stored log: ${source.name} has pieces after ${sequence}, the last that the database knows. Run psnb2b-server restore adopt.`,
    );
  }
  if (state === 'whole' && (await isWhole(parts, archive))) return archive;
  const failure =
    state === 'whole'
      ? 'PostgreSQL has removed a part of its log before it was stored, or the database was restored. The archive ends here.'
      : state.broken;
  // A place that is not there at all may come again, with the archive.
  if (state !== 'whole') await place.check();
  parts.log.error({ archive: archive.name }, failure);
  await end(parts, archive, failure);
  return null;
}

async function isWhole({ inspector }: WalParts, archive: WalArchive): Promise<boolean> {
  const { rows } = await inspector.reads.query<{ is: boolean }>(
    `SELECT restart_lsn <= $2::pg_lsn AND wal_status <> 'lost'
            AND $3 = ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int AS is
       FROM pg_replication_slots WHERE slot_name = $1`,
    [archive.slot, formatPosition(archive.position), archive.timeline],
  );
  return rows[0]?.is === true;
}

/** Stores the log up to now in pieces. */
async function store(parts: WalParts, archive: WalArchive, cluster: string): Promise<void> {
  const { database, inspector, isStopping } = parts;
  const place = placeOf(archive.place, parts);
  // What was stored the last time is no longer needed.
  await inspector.reads.query(
    `SELECT pg_replication_slot_advance(slot_name, $2::pg_lsn) FROM pg_replication_slots
      WHERE slot_name = $1 AND restart_lsn < $2::pg_lsn`,
    [archive.slot, formatPosition(archive.position)],
  );
  const { at, look } = await database.transaction((tx) => markLook(tx, archive.name));
  const { rows } = await database.reads.query<{ position: string; system: string }>(
    `SELECT pg_current_wal_flush_lsn()::text AS position,
            (SELECT system_identifier::text FROM pg_control_system()) AS system`,
  );
  const { position, system } = required(rows[0], 'a log has an end');
  const last = positionOf(position);
  let { position: start, sequence } = archive;
  while (start < last && !isStopping()) {
    const stop = start + PIECE_BYTES_MAX < last ? start + PIECE_BYTES_MAX : last;
    const wal = await readWal(cluster, archive.timeline, start, stop);
    // The file may have got a new name, and new content, while it was read. The next round says so.
    if (!(await isWhole(parts, { ...archive, position: start }))) return;
    sequence += 1;
    const looked = stop === last ? { until: at, look } : { until: null, look: null };
    const piece = { sequence, start, end: stop, ...looked };
    await put(parts, place, archive, { ...piece, system, wal });
    await database.transaction((tx) => noteStored(tx, archive.name, piece));
    start = stop;
  }
}

interface NewPiece {
  readonly sequence: number;
  readonly start: Position;
  readonly end: Position;
  readonly until: Date | null;
  readonly look: number | null;
  readonly system: string;
  readonly wal: Buffer;
}

async function put(
  parts: WalParts,
  place: BackupPlace,
  { name, timeline, recipients }: WalArchive,
  { sequence, start, end, until, look, system, wal }: NewPiece,
): Promise<void> {
  const encrypted: Buffer[] = [];
  const keys = recipients.map(parseRecipient);
  for await (const each of encryptTo(keys, compressed(oneOf(wal)))) encrypted.push(each);
  const line = {
    ...{ archive: name, sequence, system_id: system, timeline },
    ...{ start: formatPosition(start), end: formatPosition(end) },
    ...{ until: isoOrNull(until), look },
  };
  const bytes = await formatPiece(parts.kek, line, Buffer.concat(encrypted));
  await place.put(`${name}/${pieceName(sequence)}`, bytes);
  await putHead(parts, place, { archive: name, sequence });
}

async function putHead({ kek }: WalParts, place: BackupPlace, head: HeadLine): Promise<void> {
  await place.put(`${head.archive}/${WAL_HEAD}`, await formatHead(kek, head));
}

async function* oneOf(wal: Buffer): AsyncGenerator<Buffer> {
  yield wal;
}

function positionOf(text: string): Position {
  return required(parsePosition(text), 'PostgreSQL writes positions');
}
