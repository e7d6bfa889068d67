import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where the parts of one embedded database are, all of them inside DATA_DIR. */
export type Place = {
  readonly home: string;
  readonly cluster: string;
  readonly log: string;
  readonly users: string;
  readonly lock: string;
  readonly libraries: string;
  readonly password: string;
};

const ROOT = 0;
const PASSWORD = 'postgres.password';

/** The folder of the embedded cluster, which may be a mount or a link. */
export function clusterFolder(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/**
 * Creates DATA_DIR if it is missing. If we are root, others may traverse it, because PostgreSQL will run as another user;
 * everything inside has its own narrow mode.
 */
export function preparePlace(dataDir: string): Place {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true, mode: process.getuid?.() === ROOT ? 0o711 : 0o700 });
  const cluster = clusterFolder(home);
  refuseForeign(home, existsSync(cluster) ? cluster : home);
  const users = join(home, 'postgres.users');
  mkdirSync(users, { recursive: true, mode: 0o700 });
  giveToOwner(users);
  const lock = join(home, 'postgres.lock');
  // Only once: an fcntl lock on it would be lost if this process opened and closed it again.
  if (!existsSync(lock)) {
    writeFileSync(lock, '', { flag: 'a', mode: 0o600 });
    giveToOwner(lock);
  }
  return {
    home,
    cluster,
    log: join(home, 'postgres.log'),
    users,
    lock,
    libraries: join(home, 'postgres.libraries'),
    password: join(home, PASSWORD),
  };
}

/** The password of the database's only user, made once. It must not be lost while the cluster lives. */
export function readPassword(place: Place): string {
  if (!existsSync(place.password)) {
    if (existsSync(place.cluster)) {
      throw new Error(
        `${place.password} is missing, and the database cannot be opened without it.`,
      );
    }
    // A half-written one, from a full disk, must not become the password.
    const fresh = `${place.password}.new`;
    writeFileSync(fresh, randomBytes(24).toString('base64url'), { mode: 0o600 });
    giveToOwner(fresh);
    renameSync(fresh, place.password);
  }
  return readFileSync(place.password, 'utf8').trim();
}

/** The password of the cluster in a data folder, for a copy of it. */
export function embeddedPassword(dataDir: string): string {
  return readFileSync(join(resolve(dataDir), PASSWORD), 'utf8').trim();
}

/** What root creates in another user's folder is given to that user, who must be able to start tomorrow. */
export function giveToOwner(path: string): void {
  if (process.getuid?.() !== ROOT) return;
  const { uid, gid } = statSync(dirname(path));
  if (uid !== ROOT) chownSync(path, uid, gid);
}

function refuseForeign(home: string, path: string): void {
  const uid = process.getuid?.();
  if (uid !== undefined && uid !== ROOT && statSync(path).uid !== uid) {
    throw new Error(
      `DATA_DIR ${home} belongs to another user: start as that user, or choose another.`,
    );
  }
}
