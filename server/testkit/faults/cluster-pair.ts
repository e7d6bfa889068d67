import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Postmaster, startPostmaster } from '../foreign-postgres.ts';
import { clusterOf, freezePostgres, killPostgres } from '../kill-postgres.ts';

/** Below the ports that systems give to outgoing connections: a lost primary's port is still free when its successor needs it. */
const PORTS = { from: 20_000, count: 10_000 };
const POLL_MS = 20;
/** tar's code for a file that changed or vanished while it was read, as files of a running cluster do. */
const CHANGED = 1;
/** What a copy gets from the primary instead, or must not have. */
const LEFT_OUT = ['pg_wal/*', 'postmaster.pid', 'postmaster.opts', 'pg_replslot/*'];
const STANDBY_NAMES = 'synchronous_standby_names';

interface Seat {
  readonly port: number;
  readonly dataDir: string;
  postmaster: Postmaster;
}

/** How a PostgreSQL or a process is lost: killed with kill -9, or silent with its sockets open. */
export type Loss = 'killed' | 'silent';

/**
 * A primary and its synchronous standby at two ports of this machine that stay the same. A lost primary is never started again: the standby is
 * promoted, and a new copy of it takes the lost one's port.
 */
export class ClusterPair implements AsyncDisposable {
  readonly #settings: Readonly<Record<string, string>>;
  readonly #madeUrl: string;
  #primary: Seat;
  #standby: Seat;

  private constructor(primary: Seat, standby: Seat, madeUrl: string, settings: Settings) {
    this.#primary = primary;
    this.#standby = standby;
    this.#madeUrl = madeUrl;
    this.#settings = settings;
  }

  /** `from`: a data folder with a cluster that is not running, which is copied; `madeUrl`: how it was reached. */
  static async open(from: string, madeUrl: string, more: Settings = {}): Promise<ClusterPair> {
    const settings = { wal_keep_size: '512MB', ...more };
    await using stack = new AsyncDisposableStack();
    const seats: Seat[] = [];
    for (const port of await freePorts()) {
      const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-seat-'));
      stack.defer(() => rm(dataDir, { recursive: true, force: true }));
      seats.push({ port, dataDir, postmaster: null as unknown as Postmaster });
    }
    const [primary, standby] = seats as [Seat, Seat];
    await copyCluster(from, primary.dataDir);
    primary.postmaster = await startPostmaster(primary.dataDir, madeUrl, settings, primary.port);
    stack.use(primary.postmaster);
    const pair = new ClusterPair(primary, standby, madeUrl, settings);
    await pair.addStandby();
    stack.move();
    return pair;
  }

  /** A connection string with both hosts. */
  get hosts(): string {
    const [one, two] = [this.#primary, this.#standby].sort((a, b) => a.port - b.port) as [
      Seat,
      Seat,
    ];
    const { host } = new URL(one.postmaster.url);
    return one.postmaster.url.replace(host, `${host},127.0.0.1:${two.port}`);
  }

  /** The primary's own connection string. */
  get url(): string {
    return this.#primary.postmaster.url;
  }

  /** The primary is lost at once; resolves when the standby is promoted. Then `addStandby` gives it a new one. */
  async losePrimary(loss: Loss): Promise<void> {
    const lost = this.#primary;
    // Sent before anything is awaited: the caller notes the moment.
    const frozen = loss === 'silent' ? freezePostgres(lost.dataDir) : null;
    const killed = loss === 'killed' ? killPostgres(lost.dataDir) : null;
    await promote(this.#standby.postmaster.url);
    this.#primary = this.#standby;
    this.#standby = lost;
    await (frozen ? killPostgres(lost.dataDir) : killed);
  }

  /** The standby is lost at once, and commits wait until `addStandby` gives another one. */
  async loseStandby(): Promise<void> {
    await killPostgres(this.#standby.dataDir);
  }

  /** The standby answers nothing for so long; commits wait for it. */
  async freezeStandby(milliseconds: number): Promise<void> {
    using _frozen = freezePostgres(this.#standby.dataDir);
    await delay(milliseconds);
  }

  /** Copies the primary while it runs, starts the copy as its standby, and waits until commits wait for it. */
  async addStandby(): Promise<void> {
    const { dataDir, port } = this.#standby;
    await rm(join(dataDir, 'postgres'), { recursive: true, force: true });
    const client = await connect(this.url);
    try {
      await client.query("SELECT pg_backup_start('standby', true)");
      const copied = await copyCluster(this.#primary.dataDir, dataDir);
      const { rows } = await client.query<{ labelfile: string }>(
        'SELECT labelfile FROM pg_backup_stop(false)',
      );
      await writeFile(join(copied, 'backup_label'), rows[0]?.labelfile ?? '');
      await writeFile(join(copied, 'standby.signal'), '');
      const own = join(copied, 'postgresql.auto.conf');
      const lines = (await readFile(own, 'utf8')).split('\n');
      // A standby that is promoted has nobody to wait for.
      await writeFile(own, lines.filter((line) => !line.startsWith(STANDBY_NAMES)).join('\n'));
      const primary = new URL(this.url);
      const conninfo =
        `host=127.0.0.1 port=${primary.port} user=${primary.username} ` +
        `password=${primary.password} application_name=standby`;
      const settings = { ...this.#settings, primary_conninfo: conninfo };
      const [postmaster] = await Promise.all([
        startPostmaster(dataDir, this.#madeUrl, settings, port),
        client.query(`ALTER SYSTEM SET ${STANDBY_NAMES} = '*'`),
      ]);
      this.#standby.postmaster = postmaster;
      await client.query('SELECT pg_reload_conf()');
      await until(client, "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'");
    } finally {
      await client.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { dataDir } of [this.#standby, this.#primary]) {
      await Promise.resolve()
        .then(() => killPostgres(dataDir))
        // It has been lost already.
        .catch(() => {});
      await rm(dataDir, { recursive: true, force: true });
    }
  }
}

type Settings = Readonly<Record<string, string>>;

/** Copies a cluster into an empty data folder with owners and modes, also while it runs; returns the copy's folder. */
async function copyCluster(fromDataDir: string, toDataDir: string): Promise<string> {
  const from = realpathSync(clusterOf(fromDataDir));
  const isRunning = await readFile(join(from, 'postmaster.pid')).then(
    () => true,
    () => false,
  );
  const to = join(toDataDir, 'postgres');
  await mkdir(to, { mode: 0o700 });
  const without = isRunning ? LEFT_OUT.map((each) => `--exclude=./${each}`) : [];
  const quoted = [from, to].map((each) => `'${each}'`);
  const script = `tar -C ${quoted[0]} ${without.join(' ')} -cf - . | tar -C ${quoted[1]} -xpf - ; s=\${PIPESTATUS[0]}; exit $s`;
  await promisify(execFile)('bash', ['-c', script]).catch((error: { code: number }) => {
    if (error.code !== CHANGED) throw error;
  });
  return to;
}

async function promote(url: string): Promise<void> {
  const client = await connect(url);
  await client.query('SELECT pg_promote(true, 60)');
  await client.end();
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function until(client: pg.Client, text: string): Promise<void> {
  while ((await client.query(text)).rowCount === 0) await delay(POLL_MS);
}

/** Two ports that nobody listens on. */
async function freePorts(): Promise<number[]> {
  const found: number[] = [];
  while (found.length < 2) {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    if (!found.includes(port) && (await isFree(port))) found.push(port);
  }
  return found;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
