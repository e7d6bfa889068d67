// Finds the languages, and the clients of others, that tests run programs in. Installs what is missing from Debian and npm where it may.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './ensure.mjs';

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

/** Clients of others, in a folder of their own, which `npm ci` does not empty: they are large, and nothing of ours needs them. */
const CLIENTS = {
  '@apiture/openapi-down-convert': '0.14.2',
  '@hey-api/openapi-ts': '0.99.0',
  '@modelcontextprotocol/conformance': '0.1.16',
  '@stoplight/prism-cli': '5.16.0',
  newman: '6.2.2',
  typescript: '5.9.3',
};

/** What each `*.language.ts` needs; without it the file is left out. The SDKs' file always has Node. */
const NEEDS = {
  story: ['php', 'python', 'go', 'java'],
  'guide-samples': ['php', 'python', 'go', 'java'],
  'webhook-guide': ['php', 'python', 'go', 'java'],
  'php-readme': ['php-sdk'],
  'go-client': ['go-openapi'],
};
const NEED_CLIENTS = ['clients', 'mcp', 'go-client'];

/**
 * Returns what the tests find the languages by: LANGUAGES, the names of those that are there, and CLIENTS, the folder of the clients
 * of others. Both may be empty.
 */
export async function findLanguages() {
  const clients = findOrInstallClients();
  const present = [];
  // One after another, because two programs cannot install from Debian at the same time.
  for (const [name, how] of Object.entries(LANGUAGES)) {
    const version = (await versionOf(how)) ?? ((await install(how)) ? await versionOf(how) : null);
    if (version !== null) present.push(name);
    console.log(`${name}: ${version ?? 'NOT THERE, so nothing of it is tested'}`);
  }
  const folder = await clients;
  console.log(`clients of others: ${folder === '' ? 'NOT THERE, so not tested' : 'installed'}`);
  return { LANGUAGES: present.join(','), CLIENTS: folder };
}

/** Returns the names of the files of which nothing could run. */
export function filesWithout({ LANGUAGES: found, CLIENTS: clients }) {
  const present = found.split(',');
  const without = Object.keys(NEEDS).filter((name) =>
    NEEDS[name].every((language) => !present.includes(language)),
  );
  return [...new Set([...without, ...(clients === '' ? NEED_CLIENTS : [])])];
}

/** Names what is there of the languages and what is not, so that no reader takes one that is missing for passed. */
export function languagesTested({ LANGUAGES: found, CLIENTS: clients }) {
  const present = found.split(',');
  const there = (isThere) => [
    ...Object.keys(LANGUAGES).filter((name) => present.includes(name) === isThere),
    ...((clients !== '') === isThere ? ['clients of others'] : []),
  ];
  const names = (all) => all.join(', ') || 'none';
  return `languages tested: ${names(there(true))}; not there: ${names(there(false))}`;
}

async function versionOf({ check: [command, ...args] }) {
  const env = { ...process.env, PATH: systemPath() };
  const { status, stdout } = await run(command, args, { env });
  return status === 0 ? stdout.split('\n')[0] : null;
}

/** Returns the folder of the clients, which are installed first if they are not there; an empty text if they cannot be. */
async function findOrInstallClients() {
  const folder = join(ROOT, '.clients');
  const manifest = JSON.stringify({ private: true, dependencies: CLIENTS }, null, 2);
  const stamp = join(folder, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest) return folder;
  console.log(`Installing ${Object.keys(CLIENTS).join(', ')}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await run('npm', ['install', ...options], { cwd: folder })).status !== 0) return '';
  writeFileSync(stamp, manifest);
  return folder;
}

/** Only root may, and only Debian knows the names. */
async function install({ debian }) {
  if (debian.length === 0 || process.getuid?.() !== 0) return false;
  console.log(`Installing ${debian.join(', ')} from Debian`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (...args) => (await run('apt-get', ['-qq', ...args], { env })).status === 0;
  const get = () => apt('install', '-y', '--no-install-recommends', ...debian);
  return (await get()) || ((await apt('update')) && (await get()));
}

/** Runs a program; a status that is not 0 also stands for one that is not there. */
function run(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  return new Promise((done) => {
    child.on('error', () => done({ status: null, stdout }));
    child.on('close', (status) => done({ status, stdout }));
  });
}

/** Without what npm puts before it: the node of this machine, not the pinned one. */
function systemPath() {
  const places = (process.env.PATH ?? '').split(delimiter);
  return places.filter((place) => !place.includes('node_modules')).join(delimiter);
}
