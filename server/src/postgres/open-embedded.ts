import { createHmac } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { roleOf, urlAs } from '../kit/database/index.ts';
import { APP_USER, DATABASE_USER } from './init-cluster.ts';
import { withLock } from './lock.ts';
import { type Place, preparePlace, readPassword } from './place.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { DATABASE_NAME } from './probe.ts';
import { isAlive } from './process.ts';
import { type Running, runCluster } from './run-cluster.ts';
import { socketOf } from './settings.ts';
import type { Guard } from './sole-postmaster.ts';
import { leaveUsers, registerUser } from './users.ts';

export type EmbeddedOptions = {
  /** The folder for everything; created if it is missing. */
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** Called with what somebody should look at; by default `log`. */
  readonly warn?: (line: string) => void;
  /** Overrides what the file system requires. */
  readonly guard?: Guard;
};

type Hold = {
  readonly place: Place;
  readonly running: Running;
  /** The name under which we are registered. */
  readonly user: string;
  readonly log: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly guard?: Guard;
};

const LOCK_WAIT_MS = 600_000;
const WATCH_MS = 250;

/**
 * Opens the database under DATA_DIR. Several processes may do so at once: each is registered, the first starts PostgreSQL, the
 * others join, and the last to close stops it. A killed process leaves PostgreSQL running, and the next to open adopts it. If
 * PostgreSQL itself is killed, it is started again on the same port while anybody has it open.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const place = preparePlace(options.dataDir);
  return withLock(place.lock, LOCK_WAIT_MS, async () => {
    const running = await runCluster(place, log, options);
    const user = registerUser(place.users);
    return new EmbeddedPostgres({ warn: log, ...options, log, place, running, user });
  });
}

/** One process's handle of the embedded PostgreSQL. */
export class EmbeddedPostgres implements AsyncDisposable {
  /** A libpq connection string of the owner, which contains the password. */
  readonly url: string;
  /** The same for the role that everything except migrations runs as. Migrating creates it. */
  readonly appUrl: string;
  /** Whether PostgreSQL was already running. */
  readonly adopted: boolean;
  readonly #place: Place;
  readonly #user: string;
  readonly #log: (line: string) => void;
  readonly #warn: (line: string) => void;
  readonly #guard: Guard | undefined;
  readonly #watching: Promise<void>;
  readonly #closing = new AbortController();
  #running: Running;
  /** Why the last restart failed; logged once, not four times a second. */
  #trouble: string | null = null;

  constructor({ place, running, user, log, warn, guard }: Hold) {
    this.url = clusterUrl(place, running.port);
    this.appUrl = appUrlOf(this.url);
    this.adopted = running.adopted;
    this.#place = place;
    this.#running = running;
    this.#user = user;
    this.#log = log;
    this.#warn = warn;
    this.#guard = guard;
    this.#watching = this.#watch();
  }

  /** The process of the postmaster; a restart changes it. */
  get pid(): number {
    return this.#running.pid;
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#watching;
    await withLock(this.#place.lock, LOCK_WAIT_MS, async () => {
      if (!leaveUsers(this.#place.users, this.#user)) return;
      const living = findPostmaster(this.#place.cluster);
      if (living !== null) await stopPostmaster(living.pid);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      if (!isAlive(this.#running.pid)) await this.#restart();
      await delay(WATCH_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #restart(): Promise<void> {
    if (this.#trouble === null) this.#warn('PostgreSQL has ended; restarting it');
    try {
      this.#running = await withLock(this.#place.lock, LOCK_WAIT_MS, () =>
        runCluster(this.#place, this.#log, { port: this.#running.port, guard: this.#guard }),
      );
      if (this.#trouble !== null) this.#warn('PostgreSQL is running again');
      this.#trouble = null;
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      // PostgreSQL puts a process id and a time in each line: compare only the message.
      const message = trouble.replace(/\d+/g, '');
      if (message !== this.#trouble) this.#warn(trouble);
      this.#trouble = message;
    }
  }
}

/**
 * The connection string of the server's role, from that of the owner of an embedded database. Its password follows from the owner's,
 * and not the other way round: so no second file can be lost, and a copy of the cluster has both.
 */
export function appUrlOf(ownerUrl: string): string {
  const { password } = roleOf(ownerUrl);
  const own = createHmac('sha256', password).update(APP_USER).digest('base64url');
  return urlAs(ownerUrl, { user: APP_USER, password: own });
}

/**
 * Leads through the socket in the cluster's folder if there is one: the loopback network takes a tenth more processor time for an
 * order. libpq and the driver read a folder in `host` so, and both prefer it to the address.
 */
export function clusterUrl(place: Place, port: number): string {
  const address = `${DATABASE_USER}:${readPassword(place)}@127.0.0.1:${port}`;
  const cluster = realpathSync(place.cluster);
  const host = existsSync(socketOf(cluster, port)) ? `&host=${encodeURIComponent(cluster)}` : '';
  return `postgres://${address}/${DATABASE_NAME}?sslmode=disable${host}`;
}
