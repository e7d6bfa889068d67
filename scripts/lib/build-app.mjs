// build-app.mjs APP STAMP: builds one web app beside its `dist`, compresses its files, and swaps it in.
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import { build } from 'vite';
import { ROOT } from './ensure.mjs';

const PRESSED = /\.(js|css|svg)$/;
const SMALL = 1_000;

const [app, stamp] = process.argv.slice(2);
const folder = join(ROOT, app);
const made = join(folder, `dist.${process.pid}`);
const dist = join(folder, 'dist');
try {
  await build({
    root: folder,
    configFile: join(folder, 'vite.config.ts'),
    build: { outDir: made },
  });
  for (const path of filesBelow(made)) if (PRESSED.test(path)) press(path);
  writeFileSync(join(made, '.stamp'), stamp);
  rmSync(dist, { recursive: true, force: true });
  renameSync(made, dist);
} finally {
  rmSync(made, { recursive: true, force: true });
}

/** Compressed once, as small as possible, so that the server never compresses while somebody waits. */
function press(path) {
  const bytes = readFileSync(path);
  if (bytes.length < SMALL) return;
  const params = { [zlib.BROTLI_PARAM_QUALITY]: 11, [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}

function filesBelow(top) {
  return readdirSync(top, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
