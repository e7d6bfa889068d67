import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The account that runs PostgreSQL, which refuses to run as root: our own; an unprivileged user of the system; or, as root in
 * folders that no such user may enter, root that appears as an ordinary user inside a user namespace. Null means that none of
 * them can work where the files are now.
 */
export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number };

const ROOT = 0;

type User = { uid: number; gid: number };

/** The environment of children: none of our variables, so that no PG* variable of the caller reaches them. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The mapped id must have a name, because initdb looks it up. */
const NAMES = ['postgres', 'nobody'];

export function chooseAccount(cluster: string, program: string): Account | null {
  if (process.getuid?.() !== ROOT) return { kind: 'self' };
  // PostgreSQL runs only as the owner of its folder, so the choice is final once the folder exists.
  const owner = ownerOf(cluster);
  const named = owner === null || owner.uid === ROOT ? systemUsers() : [];
  const candidates = owner === null ? [ownerOf(dirname(cluster)), ...named] : [owner];
  const able = candidates.find(
    (user) => user !== null && user.uid !== ROOT && canRun(user, dirname(cluster), program),
  );
  if (able) return { kind: 'user', ...able };
  const mapped = named[0];
  if (mapped === undefined) return null;
  const namespace: Account = { kind: 'namespace', ...mapped };
  return runSync(namespace, program, ['--version']) ? namespace : null;
}

/** The command line and the options of a child that runs under an account. */
export function asAccount(
  account: Account,
  program: string,
  args: readonly string[],
): { file: string; args: string[]; ids: { uid?: number; gid?: number } } {
  switch (account.kind) {
    case 'self':
      return { file: program, args: [...args], ids: {} };
    case 'user':
      return { file: program, args: [...args], ids: { uid: account.uid, gid: account.gid } };
    case 'namespace': {
      const map = [`--map-user=${account.uid}`, `--map-group=${account.gid}`];
      return { file: 'unshare', args: ['--user', ...map, program, ...args], ids: {} };
    }
    default:
      return account satisfies never;
  }
}

export function childEnvironment(libraryPath: string | null): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { PATH, LC_ALL: 'C', TZ: 'UTC' };
  if (libraryPath !== null) {
    env[process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'] = libraryPath;
  }
  return env;
}

/** Finds out by running a program, not by reading modes: access lists and mounts matter, too. */
function canRun(user: User, folder: string, program: string): boolean {
  const account: Account = { kind: 'user', ...user };
  return runSync(account, 'test', ['-x', folder]) && runSync(account, 'test', ['-x', program]);
}

function runSync(account: Account, program: string, args: string[]): boolean {
  const command = asAccount(account, program, args);
  const options = { ...command.ids, env: childEnvironment(null), stdio: 'ignore' as const };
  return spawnSync(command.file, command.args, options).status === 0;
}

function ownerOf(path: string): User | null {
  if (!existsSync(path)) return null;
  const { uid, gid } = statSync(path);
  return { uid, gid };
}

/** Each look-up starts two processes, so it is made only where no owner is known. */
function systemUsers(): User[] {
  return NAMES.map(systemUser).filter((user) => user !== null);
}

function systemUser(name: string): User | null {
  const [uid, gid] = ['-u', '-g'].map((option) => {
    const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : null;
  });
  return typeof uid === 'number' && typeof gid === 'number' ? { uid, gid } : null;
}
