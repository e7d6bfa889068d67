import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DATABASE_USER } from '../src/postgres/init-cluster.ts';
import { DATABASE_NAME } from '../src/postgres/probe.ts';

const CHUNKS = [1024 * 1024, 4096];
const MOUNT = 'mount -t tmpfs -o size=$0,mode=711 small "$1" && shift && exec "$@"';
const LOG = 'log=$0; exec "$@" > "$log" 2>&1';

/** How this account mounts for a child alone: as root, or as root of a user namespace; null if neither is allowed. */
function wayToMount(): string[] | null {
  const ways = [['--mount'], ['--user', '--map-root-user', '--mount']];
  const able = (way: string[]) =>
    spawnSync('unshare', [...way, 'mount', '-t', 'tmpfs', 'small', '/mnt']).status === 0;
  return ways.find(able) ?? null;
}

/**
 * Returns the command line of a program that has its own file system of so many bytes at a folder, and writes its
 * output to `log` there; null if this system allows no mounts.
 */
export function onSmallDisk(
  { folder, bytes }: { folder: string; bytes: number },
  program: readonly string[],
): string[] | null {
  const way = wayToMount();
  if (way === null) return null;
  const logged = ['sh', '-c', LOG, join(folder, 'log'), ...program];
  return ['unshare', ...way, 'sh', '-c', MOUNT, String(bytes), folder, ...logged];
}

/** What a program on a disk of its own left. */
export interface RanOnDisk {
  readonly code: number | null;
  readonly err: string;
  /** The paths in the folder when it had ended, like `./data/kek`. */
  readonly left: readonly string[];
}

const MOUNT_AND_FIND =
  'mount -t tmpfs -o "$0" small "$1" && folder=$1 && shift && { "$@"; code=$?; cd "$folder" && find . -mindepth 1 >&3; exit $code; }';

/**
 * Runs a program that has its own file system at a folder, with options such as `size=4m`, `ro` or `nr_inodes=100` (tmpfs(5)), until it ends.
 * Null if this system allows no mounts.
 */
export async function runOnDisk(
  { folder, options }: { folder: string; options: string },
  program: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<RanOnDisk | null> {
  const way = wayToMount();
  if (way === null) return null;
  const script = ['sh', '-c', MOUNT_AND_FIND, `mode=711,${options}`, folder, ...program];
  const child = spawn('unshare', [...way, ...script], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , said, listed] = child.stdio;
  const [err, names, code] = await Promise.all([
    text(said as Readable),
    text(listed as Readable),
    new Promise<number | null>((resolve) => child.on('exit', resolve)),
  ]);
  return { code, err, left: names.split('\n').filter((name) => name !== '') };
}

/** The disk of such a program, seen from outside. */
export class SmallDisk {
  /** The folder as this process reaches it. */
  readonly root: string;
  readonly #ballast: string;

  constructor(pid: number, folder: string) {
    this.root = `/proc/${pid}/root${folder}`;
    this.#ballast = join(this.root, 'ballast');
  }

  /** Fills the disk except for so many bytes. */
  fill(leaveBytes = 0): void {
    const file = openSync(this.#ballast, 'a');
    try {
      for (const size of CHUNKS) writeUntilFull(file, Buffer.alloc(size));
      if (leaveBytes > 0) truncateSync(this.#ballast, fstatSync(file).size - leaveBytes);
    } finally {
      closeSync(file);
    }
  }

  /** Frees the filled space. */
  free(): void {
    rmSync(this.#ballast);
  }

  log(): string {
    return readFileSync(join(this.root, 'log'), 'utf8');
  }

  /** The embedded PostgreSQL of a data folder on this disk. */
  databaseUrl(dataDir: string): string {
    const read = (name: string) => readFileSync(join(this.root, dataDir, name), 'utf8');
    const port = read('postgres/postmaster.pid').split('\n')[3];
    const user = `${DATABASE_USER}:${read('postgres.password').trim()}`;
    return `postgres://${user}@127.0.0.1:${port}/${DATABASE_NAME}?sslmode=disable`;
  }
}

function writeUntilFull(file: number, chunk: Buffer): void {
  try {
    while (writeSync(file, chunk) > 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
