// npm run test:languages [-- vitest arguments]: the samples and clients in other languages, against the real server. Uses what is
// installed, and installs the rest from Debian where it may. A language that is not there is named, and never counted as passed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureInstalled, ROOT } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { runNode } from './lib/run.mjs';

/**
 * Add a language here, and its tests as `server/test/languages/*.language.ts`. `check` must succeed for it to count as there;
 * `debian` names the packages that bring it.
 */
const LANGUAGES = {
  php: {
    check: ['php', '-r', 'function_exists("curl_init") || exit(1); echo "PHP ", PHP_VERSION;'],
    debian: ['php-cli', 'php-curl'],
  },
  python: { check: ['python3', '--version'], debian: ['python3'] },
  go: { check: ['go', 'version'], debian: ['golang-go'] },
  // A library that reads OpenAPI documents, where Debian puts it.
  'go-openapi': {
    check: [
      'sh',
      '-c',
      'test -d /usr/share/gocode/src/github.com/getkin/kin-openapi && go version',
    ],
    debian: ['golang-go', 'golang-github-getkin-kin-openapi-dev'],
  },
  java: { check: ['java', '--version'], debian: ['default-jdk-headless'] },
  // What the SDKs run on: with Guzzle as the HTTP client that a PHP program passes in.
  'php-sdk': {
    check: [
      'php',
      '-r',
      'require "GuzzleHttp/autoload.php"; echo "PHP ", PHP_VERSION, " with Guzzle";',
    ],
    debian: ['php-cli', 'php-curl', 'php-guzzlehttp-guzzle'],
  },
  node: { check: ['node', '--version'], debian: [] },
  deno: { check: ['deno', '--version'], debian: [] },
  bun: { check: ['bun', '--version'], debian: [] },
};

/** Clients of others, in a folder of their own: they are large, and nothing of ours needs them. */
const CLIENTS = {
  '@apiture/openapi-down-convert': '0.14.2',
  '@hey-api/openapi-ts': '0.99.0',
  '@modelcontextprotocol/conformance': '0.1.16',
  '@stoplight/prism-cli': '5.16.0',
  newman: '6.2.2',
  typescript: '5.9.3',
};

ensureInstalled();
ensureBuilt();
const versions = Object.entries(LANGUAGES).map(([name, how]) => [name, findOrInstall(how)]);
const present = versions.filter(([, version]) => version !== null);
const absent = versions.filter(([, version]) => version === null).map(([name]) => name);
for (const [name, version] of present) console.log(`${name}: ${version}`);
const clients = findOrInstallClients();
const names = present.map(([name]) => name);
if (clients === null) absent.push('clients of others');
else names.push('clients of others');

for (const name of absent) console.log(`${name}: NOT THERE, so nothing of it is tested`);

// A machine that has none of them passes, and has said so.
let code = 0;
if (present.length > 0) {
  process.env.LANGUAGES = present.map(([name]) => name).join(',');
  if (clients !== null) process.env.CLIENTS = clients;
  // Files that need more than a language.
  const excluded = [
    ...(clients === null ? ['clients', 'mcp', 'go-client'] : []),
    ...(names.includes('php-sdk') ? [] : ['php-readme']),
    ...(names.includes('go-openapi') ? [] : ['go-client']),
  ];
  code = await runNode([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config=vitest.languages.config.ts',
    ...excluded.map((name) => `--exclude=**/${name}.language.ts`),
    ...process.argv.slice(2),
  ]);
}
console.log(
  `\nlanguages ${code === 0 ? 'passed' : 'run, with failures'}: ${names.join(', ') || 'none'}`,
);
if (absent.length > 0) console.log(`languages not there: ${absent.join(', ')}`);
process.exitCode = code;

/** Returns the version of a language, which is installed first if it is missing and we may; null if it is not there. */
function findOrInstall({ check, debian }) {
  return versionOf(check) ?? (install(debian) ? versionOf(check) : null);
}

function versionOf([command, ...args]) {
  const env = { ...process.env, PATH: systemPath() };
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', env });
  return status === 0 ? stdout.split('\n')[0] : null;
}

/** Returns the folder of the clients, which are installed first if they are not there; null if they cannot be. */
function findOrInstallClients() {
  const folder = join(ROOT, 'node_modules/.cache/clients');
  const manifest = JSON.stringify({ private: true, dependencies: CLIENTS }, null, 2);
  const stamp = join(folder, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest) return folder;
  console.log(`Installing ${Object.keys(CLIENTS).join(', ')}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (spawnSync('npm', ['install', ...options], { cwd: folder }).status !== 0) return null;
  writeFileSync(stamp, manifest);
  return folder;
}

/** Only root may, and only Debian knows the names. */
function install(packages) {
  if (packages.length === 0 || process.getuid?.() !== 0) return false;
  console.log(`Installing ${packages.join(', ')} from Debian`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { env }).status === 0;
  const get = () => apt('install', '-y', '--no-install-recommends', ...packages);
  return get() || (apt('update') && get());
}

/** Without what npm puts before it: the node of this machine, not the pinned one. */
function systemPath() {
  const places = (process.env.PATH ?? '').split(delimiter);
  return places.filter((place) => !place.includes('node_modules')).join(delimiter);
}
