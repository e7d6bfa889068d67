import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode, ROOT } from './ensure.mjs';
import { sourceFiles } from './source-files.mjs';

const APPS = ['portal', 'console'];
const EVERYWHERE = ['ui', 'contract/src'];
const SOURCES = /\.(tsx?|css|html|js|svg|json)$/;

/**
 * Builds each web app whose sources are not those that its `dist` was built from, by their content:
 * neither a checkout nor a copy makes it stale. Needs nothing but what is installed. Ends the process
 * on failure.
 */
export function ensureBuilt() {
  const shared = [...sourceFiles(EVERYWHERE, SOURCES), lockFile()];
  for (const app of APPS) {
    const stamp = fingerprint([...shared, ...sourceFiles([app], SOURCES)]);
    if (read(join(app, 'dist', '.stamp')) === stamp) continue;
    console.error(`Building ${app}, because its sources changed.`);
    const { status } = spawnSync(findNode(), ['scripts/lib/build-app.mjs', app, stamp], {
      cwd: ROOT,
      stdio: ['ignore', process.stderr, process.stderr],
    });
    if (status === 0) continue;
    console.error(`${app} could not be built; what went wrong is above.`);
    process.exit(1);
  }
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
