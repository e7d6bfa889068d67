// Runs on plain Node 20.19 with nothing installed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Installs what the lock file names, unless that is installed already: `all` of it, or what `running` and
 * building need, without what tests and checks alone use. Ends the process on failure.
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

/** The node to run our TypeScript with: the pinned one, else this one when it is new enough. */
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
 * What npm last installed here, by its own record, against the lock file. npm writes the record at
 * the end, so an install that was cut off has none.
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
  // Warnings are about the system's old Node, which runs npm and nothing of ours.
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
