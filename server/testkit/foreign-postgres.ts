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

export async function openForeignPostgres(): Promise<ForeignPostgres> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-foreign-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const made = await openEmbedded({ dataDir });
  await made.close();
  const port = await freePort();
  const url = new URL(atPort(made.url, port));
  const place = preparePlace(dataDir);
  const binaries = findBinaries(place.libraries);
  const cluster = realpathSync(place.cluster);
  const account = chooseAccount(cluster, binaries.postgres);
  assert(account, 'PostgreSQL can run here');
  const args = ['-D', cluster, '-p', String(port), '-c', 'unix_socket_directories='];
  const { file, args: all, ids } = asAccount(account, binaries.postgres, args);
  const env = childEnvironment(binaries.libraryPath);
  const child = spawn(file, all, { ...ids, cwd: '/', env, stdio: 'ignore' });
  const exited = once(child, 'exit');
  stack.defer(async () => {
    child.kill('SIGINT');
    await exited;
  });
  const run = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      for (const each of statements) await client.query(each);
    } finally {
      await client.end();
    }
  };
  while (
    !(await run().then(
      () => true,
      () => false,
    ))
  ) {
    assert(child.exitCode === null, 'PostgreSQL runs');
    await delay(POLL_MS);
  }
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
