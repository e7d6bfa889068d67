// build-server.mjs: bundles the server, the thread of exports and all that they import into few files, beside the sources in server/dist.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { BUNDLE, INPUTS, stateOf, THREAD } from '../../server/bin/entry.mjs';
import { ROOT } from './ensure.mjs';

const PLACE = /\bimport\.meta\.(url|dirname)\b/g;
const STARTED = /\bnew URL\('(\.\/[^']+\.ts)', import\.meta\.url\)/g;
/** With all that they import, in one file: each file more is one more to read at every start. */
const SHARED_WITH_THREADS = /server\/src\/(kit\/let-main-first|vault\/seal-rows)\.ts$/;
const dist = dirname(join(ROOT, BUNDLE));
const made = `${dist}.${process.pid}`;

/**
 * What a busy thread runs becomes a file of the bundle, too: a thread that loads sources takes four times as long to begin, and 35 MB more.
 * The other tasks stay sources, because packages that they use look for files beside their own.
 */
const ofThreads = ['kit/compute/compute-thread.ts', 'vault/seal-rows.ts'].map((path) =>
  join(ROOT, 'server/src', path),
);
const filesOfThreads = {
  name: 'files-of-threads',
  transform: {
    filter: { id: /\.ts$/, code: STARTED },
    handler(code, id) {
      return code.replaceAll(STARTED, (text, path) => {
        const started = join(dirname(id), path);
        if (!ofThreads.includes(started)) return text;
        const file = this.emitFile({ type: 'chunk', id: started });
        return `new URL(import.meta.ROLLUP_FILE_URL_${file})`;
      });
    },
  },
};

/** A file that a module reads is beside the module's source, wherever its code has been moved. */
const placesOfSources = {
  name: 'places-of-sources',
  transform: {
    filter: { id: /\.ts$/, code: PLACE },
    handler(code, id) {
      const path = JSON.stringify(relative(dist, id));
      const folder = JSON.stringify(`/${relative(dist, dirname(id))}`);
      return code.replaceAll(PLACE, (_, kind) =>
        kind === 'url'
          ? `new URL(${path}, import.meta.url).href`
          : `(import.meta.dirname + ${folder})`,
      );
    },
  },
};

const bundle = await rolldown({
  input: {
    'psnb2b-server': join(ROOT, 'server/src/main.ts'),
    [THREAD]: join(ROOT, `server/src/${THREAD}.ts`),
  },
  platform: 'node',
  // Left out: migrations in TypeScript and another driver, which we do not have.
  external: ['jiti', 'pg-native'],
  plugins: [filesOfThreads, placesOfSources],
});
try {
  const { output } = await bundle.write({
    ...{ dir: made, format: 'esm', comments: false },
    codeSplitting: { groups: [{ name: 'shared-with-threads', test: SHARED_WITH_THREADS }] },
  });
  for (const { fileName } of output) asciiOnly(join(made, fileName));
  const modules = new Set(output.flatMap(({ moduleIds = [] }) => moduleIds));
  const sources = [...modules].filter((id) => id.startsWith(ROOT) && !/node_modules/.test(id));
  const inputs = [...sources.map((id) => relative(ROOT, id)), 'package-lock.json'];
  const state = Object.fromEntries(inputs.map((path) => [path, stateOf(join(ROOT, path))]));
  writeFileSync(join(made, INPUTS), JSON.stringify(state));
  mkdirSync(dist, { recursive: true });
  rmSync(dist, { recursive: true, force: true });
  renameSync(made, dist);
} finally {
  await bundle.close();
  rmSync(made, { recursive: true, force: true });
}

/** An ASCII file is used as it was read; a UTF-8 file is decoded into twice its size at each start. */
function asciiOnly(path) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}
