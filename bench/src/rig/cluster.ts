import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, openEmbedded } from '../../../server/src/postgres/index.ts';

/** A PostgreSQL of its own in a temporary folder; closing stops it and deletes the folder. */
export class Cluster implements AsyncDisposable {
  readonly folder: string;
  readonly #postgres: EmbeddedPostgres;

  constructor(folder: string, postgres: EmbeddedPostgres) {
    this.folder = folder;
    this.#postgres = postgres;
  }

  /** The process of its postmaster. */
  get pid(): number {
    return this.#postgres.pid;
  }

  /** The database that its server and commands use where no address is set. */
  get url(): string {
    return this.#postgres.url;
  }

  /** Creates an empty database and returns its connection string. */
  async createDatabase(name: string): Promise<string> {
    const client = await connect(this.#postgres.url);
    try {
      await client.query(`CREATE DATABASE ${name}`);
    } finally {
      await client.end();
    }
    const url = new URL(this.#postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#postgres.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export async function openCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-bench-'));
  // As root, PostgreSQL runs as another user, who must be able to enter the folder.
  await chmod(folder, 0o711);
  try {
    return new Cluster(folder, await openEmbedded({ dataDir: join(folder, 'data') }));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Opens a connection without any time limit; the caller closes it. */
export async function connect(
  url: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<pg.Client> {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const client = new pg.Client({ connectionString: url, options: options.join(' ') });
  await client.connect();
  return client;
}
