import { Buffer } from 'node:buffer';
import type { Room } from '../kit/room-of.ts';

const WAL_MOST_MB = 4_096;
/** Eight segments: with fewer, one checkpoint would follow the other. */
const WAL_LEAST_MB = 128;
/** Kept for reuse. */
const WAL_MIN_MB = 256;
/** A socket's path may have 103 bytes on macOS and 107 on Linux (sockaddr_un). */
const SOCKET_PATH_BYTES_MAX = 103;

/**
 * The postmaster's settings, on its command line, so that neither an edited file nor ALTER SYSTEM can disable durability.
 * Settings that only some tables need (eager vacuum) are set on those tables.
 */
export function postmasterSettings(cluster: string, port: number, disk: Room): string[] {
  const wal = walMegabytes(disk);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFits(cluster, port) ? quoted(cluster) : '',
    cluster_name: 'psnb2b',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // A process of ours keeps some twelve; several of them, commands and the owner's sessions must find room.
    max_connections: 200,
    shared_buffers: '256MB',
    max_wal_size: `${wal}MB`,
    // What the archive of backups has not stored may take as much again.
    max_slot_wal_keep_size: `${wal}MB`,
    min_wal_size: `${Math.min(WAL_MIN_MB, Math.floor(wal / 2))}MB`,
    checkpoint_timeout: '15min',
    autovacuum_naptime: '10s',
    idle_in_transaction_session_timeout: '60s',
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %a ',
    log_checkpoints: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Returns how large the write-ahead log may grow before a checkpoint bounds it, in MB: a sixteenth of the disk or a quarter of what is
 * left, whichever is less. More makes checkpoints rarer; a log that fills the disk stops sales.
 */
export function walMegabytes({ freeBytes, totalBytes }: Room): number {
  const fits = Math.min(totalBytes / 16, freeBytes / 4) / 1024 ** 2;
  return Math.min(Math.max(Math.floor(fits), WAL_LEAST_MB), WAL_MOST_MB);
}

/** A list of quoted names: a comma in an unquoted path would begin another folder. */
function quoted(folder: string): string {
  return `"${folder.split('"').join('""')}"`;
}

function socketFits(folder: string, port: number): boolean {
  return Buffer.byteLength(socketOf(folder, port)) <= SOCKET_PATH_BYTES_MAX;
}

/** The socket of the postmaster of this folder, if its path is short enough for one. */
export function socketOf(folder: string, port: number): string {
  return `${folder}/.s.PGSQL.${port}`;
}
