// Runs on plain Node 20.19 with nothing installed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Installs the packages that the lock file names, unless they are installed already: `all` of them, or those for
 * `running` and building, without the ones for tests and checks alone. Ends the process on failure.
 */
export function ensureInstalled(what = 'all') {
  const difference = findDifference(what);
  if (difference === null) return;
  console.error(`Installing, because ${difference}. This happens once.`);
  const status = install(what);
  if (status !== 0) {
    console.error('npm ci failed; what it said is above.');
    process.exit(1);
  }
}

/** Returns the node to run our TypeScript with: the pinned one, otherwise this one if it is new enough. */
export function findNode() {
  const pinned = join(ROOT, 'node_modules', '.bin', 'node');
  const { status, stdout } = spawnSync(pinned, ['--version'], { encoding: 'utf8' });
  if (status === 0 && isNewEnough(stdout.trim().slice(1))) return pinned;
  if (isNewEnough(process.versions.node)) return process.execPath;
  console.error(
    `Node 24.7 or newer is needed and this is ${process.versions.node}; none is bundled for ${process.platform}-${process.arch}: install it from https://nodejs.org.`,
  );
  return process.exit(1);
}

/** 24.7 is the first with argon2 in node:crypto. */
function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 7);
}

/**
 * Whether npm's own record of what it last installed here matches the lock file. npm writes the record at the end, so
 * an install that was cut off has none.
 */
function findDifference(what) {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'nothing is installed yet';
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  for (const [path, entry] of Object.entries(locked)) {
    const isSpared = entry.optional || (entry.dev && what === 'running');
    if (path === '' || (isSpared && installed[path] === undefined)) continue;
    if (installed[path]?.version !== entry.version) return `${path} is not what the lock file says`;
  }
  return null;
}

function install(what) {
  const dev = what === 'running' ? '--omit=dev' : '--include=dev';
  const args = ['ci', '--ignore-scripts', dev, '--include=optional'];
  // Warnings are about the system's old Node, which runs npm and none of our code.
  args.push('--no-audit', '--no-fund', '--loglevel=error');
  const cache = homeIsWritable() ? null : mkdtempSync(join(tmpdir(), 'psnb2b-npm-'));
  if (cache !== null) args.push(`--cache=${cache}`);
  const npm = process.env.npm_execpath;
  const [file, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { status } = spawnSync(file, [...first, ...args], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (cache !== null) rmSync(cache, { recursive: true, force: true });
  return status;
}

function homeIsWritable() {
  try {
    accessSync(homedir(), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
