import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFresh } from '../../server/bin/entry.mjs';
import { findNode, ROOT } from './ensure.mjs';
import { sourceFiles } from './source-files.mjs';

const APPS = ['portal', 'console'];
const EVERYWHERE = ['ui', 'contract/src'];
const SOURCES = /\.(tsx?|css|html|js|svg|json)$/;

/**
 * Builds each web app whose sources differ in content from those that its `dist` was built from, so that neither a
 * checkout nor a copy makes it outdated, and likewise the partner's command line; and the server's bundle, unless it is fresh. Needs only installed packages.
 * Ends the process on failure.
 */
export function ensureBuilt() {
  const shared = [...sourceFiles(EVERYWHERE, SOURCES), lockFile()];
  for (const app of APPS) {
    const stamp = fingerprint([...shared, ...sourceFiles([app], SOURCES)]);
    if (read(join(app, 'dist', '.stamp')) === stamp) continue;
    build(app, ['scripts/lib/build-app.mjs', app, stamp]);
  }
  const stamp = fingerprint([
    ...sourceFiles(['cli/src', 'sdk/src', 'sdk/src/generated'], SOURCES),
    lockFile(),
  ]);
  if (read('cli/dist/.stamp') !== stamp) build('cli', ['scripts/lib/build-cli.mjs', stamp]);
  if (!isFresh()) build('server', ['scripts/lib/build-server.mjs']);
}

function build(name, args) {
  console.error(`Building ${name}, because its sources changed.`);
  const stdio = ['ignore', process.stderr, process.stderr];
  const { status } = spawnSync(findNode(), args, { cwd: ROOT, stdio });
  if (status === 0) return;
  console.error(`${name} could not be built; what went wrong is above.`);
  process.exit(1);
}

function lockFile() {
  return { path: 'package-lock.json', text: read('package-lock.json') ?? '' };
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const { path, text } of files) hash.update(`${path}\0${text}\0`);
  return hash.digest('hex');
}

function read(path) {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
