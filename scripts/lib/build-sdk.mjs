// build-sdk.mjs [folder]: builds the package that partners install, by default in sdk/dist: ESM and CommonJS, with types for both.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { findNode, ROOT } from './ensure.mjs';

const SDK = join(ROOT, 'sdk');
const ENTRIES = { index: 'src/index.ts', node: 'src/node/index.ts' };
/** What Node 20 and today's workers run. */
const TARGET = 'es2022';
const SPECIFIER = /((?:from|import\()\s*['"])(\.[^'"]+)\.ts(['"])/g;

const out = resolve(process.argv[2] ?? join(SDK, 'dist'));
mkdirSync(dirname(out), { recursive: true });
const made = mkdtempSync(`${out}.`);
try {
  await bundle();
  declareTypes();
  for (const name of ['README.md', 'LICENSE']) cpSync(join(SDK, name), join(made, name));
  writeFileSync(join(made, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  rmSync(out, { recursive: true, force: true });
  renameSync(made, out);
} finally {
  rmSync(made, { recursive: true, force: true });
}

/**
 * One implementation, in CommonJS, which the ESM form passes on: so an error is an instance of the same class in both, also
 * in a program that has both.
 */
async function bundle() {
  const input = Object.fromEntries(
    Object.entries(ENTRIES).map(([name, path]) => [name, join(SDK, path)]),
  );
  const transform = { target: TARGET };
  const build = await rolldown({ input, platform: 'neutral', external: /^node:/, transform });
  try {
    const names = { entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' };
    const minify = { compress: true, mangle: false, codegen: true };
    const { output } = await build.write({ dir: made, format: 'cjs', ...names, minify });
    for (const { name, isEntry, exports } of output) {
      if (!isEntry) continue;
      const lines = [
        `import all from './${name}.cjs';`,
        `export const { ${[...exports].sort().join(', ')} } = all;`,
      ];
      writeFileSync(join(made, `${name}.js`), `${lines.join('\n')}\n`);
      writeFileSync(join(made, `${name}.d.ts`), `export * from './${typesOf(name)}.cjs';\n`);
    }
  } finally {
    await build.close();
  }
}

function typesOf(name) {
  return name === 'index' ? 'types/index' : `types/${name}/index`;
}

/** Types in CommonJS, too: both forms import them. */
function declareTypes() {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration'];
  const to = ['--outDir', join(made, 'types')];
  const project = ['--project', join(SDK, 'tsconfig.build.json')];
  execFileSync(findNode(), [tsc, ...project, ...flags, ...to], { stdio: 'inherit' });
  for (const path of readdirSync(join(made, 'types'), { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.d.ts')) continue;
    const file = join(made, 'types', path);
    const text = readFileSync(file, 'utf8').replace(SPECIFIER, '$1$2.cjs$3');
    writeFileSync(file.replace(/\.ts$/, '.cts'), text.replaceAll('    ', '\t'));
    rmSync(file);
  }
  dropUnreached();
}

/** Types that no entry leads to are nobody's. */
function dropUnreached() {
  const reached = new Set();
  const reach = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/['"](\.[^'"]+\.)cjs['"]/g)) {
      reach(join(dirname(file), `${name}d.cts`));
    }
  };
  for (const name of Object.keys(ENTRIES)) reach(join(made, `${typesOf(name)}.d.cts`));
  for (const path of readdirSync(join(made, 'types'), { recursive: true, encoding: 'utf8' })) {
    const file = join(made, 'types', path);
    if (path.endsWith('.cts') && !reached.has(file)) rmSync(file);
  }
}

/** The manifest of the workspace, which leads to the sources, turned into that of the package. */
function manifest() {
  const { name, version, description, license, type, sideEffects } = JSON.parse(
    readFileSync(join(SDK, 'package.json'), 'utf8'),
  );
  const entry = (file) => ({
    import: { types: `./${file}.d.ts`, default: `./${file}.js` },
    require: { types: `./${typesOf(file)}.d.cts`, default: `./${file}.cjs` },
  });
  return {
    name,
    version,
    description,
    license,
    type,
    sideEffects,
    engines: { node: '>=20' },
    keywords: ['psnb2b', 'gift-cards', 'playstation', 'api-client', 'sdk'],
    exports: {
      '.': entry('index'),
      './node': entry('node'),
      './package.json': './package.json',
    },
    main: './index.cjs',
    types: './types/index.d.cts',
  };
}
