import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { assert } from '../src/kit/assert.ts';
import { asAccount, childEnvironment, chooseAccount } from '../src/postgres/account.ts';
import { findBinaries } from '../src/postgres/binaries.ts';
import { openEmbedded } from '../src/postgres/index.ts';
import { preparePlace } from '../src/postgres/place.ts';
import { atPort } from './at-port.ts';

const POLL_MS = 20;

/** A PostgreSQL that is not ours: no setting is on its command line, so its operator's settings apply. */
export interface ForeignPostgres extends AsyncDisposable {
  /** The superuser's connection string, to a database that may be deleted. */
  readonly url: string;
  /** Runs statements as the superuser, each in a transaction of its own, like a file for psql. */
  run(...statements: string[]): Promise<void>;
  /** Applies what ALTER SYSTEM set to all new connections. */
  reload(): Promise<void>;
  /** Returns a connection string to the same server for another role and database. */
  urlOf(user: string, password: string, database: string): string;
}

export async function openForeignPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<ForeignPostgres> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-foreign-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const made = await openEmbedded({ dataDir });
  await made.close();
  const postmaster = stack.use(await startPostmaster(dataDir, made.url, settings));
  const url = new URL(postmaster.url);
  const run = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      for (const each of statements) await client.query(each);
    } finally {
      await client.end();
    }
  };
  const reload = async () => {
    const ask = async (text: string) => {
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      const { rows } = await client.query({ text, rowMode: 'array' });
      await client.end();
      return rows[0]?.[0];
    };
    const at: Date = await ask('SELECT clock_timestamp()');
    await ask('SELECT pg_reload_conf()');
    // A new connection has the settings that the postmaster last read.
    while ((await ask('SELECT pg_conf_load_time()')) < at) await delay(POLL_MS);
  };
  const owned = stack.move();
  return {
    ...{ url: url.href, run, reload },
    urlOf: (username, password, database) =>
      Object.assign(new URL(url), { username, password, pathname: `/${database}` }).href,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A PostgreSQL on a folder with a cluster, started with no settings but these; closing stops it without waiting for its clients. */
export interface Postmaster extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

/** `madeUrl`: how the embedded cluster of the folder was reached. Waits until it answers, also as a standby; by default at any free port. */
export async function startPostmaster(
  dataDir: string,
  madeUrl: string,
  settings: Readonly<Record<string, string>> = {},
  givenPort?: number,
): Promise<Postmaster> {
  const port = givenPort ?? (await freePort());
  const url = atPort(madeUrl, port);
  const place = preparePlace(dataDir);
  const binaries = findBinaries(place.libraries);
  const cluster = realpathSync(place.cluster);
  const account = chooseAccount(cluster, binaries.postgres);
  assert(account, 'PostgreSQL can run here');
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', cluster, '-p', String(port), '-c', 'unix_socket_directories=', ...given];
  const { file, args: all, ids } = asAccount(account, binaries.postgres, args);
  const env = childEnvironment(binaries.libraryPath);
  const child = spawn(file, all, { ...ids, cwd: '/', env, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const end = async () => {
    child.kill('SIGINT');
    await exited;
  };
  const answers = async () => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => {});
    }
  };
  while (!(await answers())) {
    assert(child.exitCode === null, 'PostgreSQL runs');
    await delay(POLL_MS);
  }
  return { url, pid: child.pid as number, [Symbol.asyncDispose]: end };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
