// Runs on plain Node 20.19 with nothing installed.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The server in one file, as `npm start` and `npm test` make it: it loads in a fraction of the time. */
export const BUNDLE = 'server/dist/psnb2b-server.js';
/** The thread that makes exports, beside it. */
export const THREAD = 'export-thread';
/** What it was made of, beside it: the state of each file by its path. */
export const INPUTS = 'inputs.json';

/** What to run: the bundle while it is made of the sources as they are, else the sources themselves. */
export function entryPoint(root = ROOT) {
  return join(root, isFresh(root) ? BUNDLE : 'server/src/main.ts');
}

/** The same for the thread of exports; `main`: the file that this process runs. A bundle starts its own, whatever has changed meanwhile. */
export function threadEntry(main, root = ROOT) {
  const isBundled = main === join(root, BUNDLE) || isFresh(root);
  return join(root, isBundled ? join(BUNDLE, '..', `${THREAD}.js`) : `server/src/${THREAD}.ts`);
}

/** Whether nothing that the bundle was made of has changed since. */
export function isFresh(root = ROOT) {
  try {
    const inputs = JSON.parse(readFileSync(join(root, BUNDLE, '..', INPUTS), 'utf8'));
    return Object.entries(inputs).every(([path, state]) => stateOf(join(root, path)) === state);
  } catch {
    return false;
  }
}

/** A file's size and time: no change leaves both. */
export function stateOf(file) {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}
