// npm run test:languages [-- vitest arguments]: the samples and clients in other languages, against the real server. Uses what is
// installed, and installs the rest from Debian where it may. A language that is not there is named, and never counted as passed.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './lib/ensure.mjs';
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
  java: { check: ['java', '--version'], debian: ['default-jdk-headless'] },
};

ensureInstalled();
ensureBuilt();
const versions = Object.entries(LANGUAGES).map(([name, how]) => [name, findOrInstall(how)]);
const present = versions.filter(([, version]) => version !== null);
const absent = versions.filter(([, version]) => version === null).map(([name]) => name);
for (const [name, version] of present) console.log(`${name}: ${version}`);
for (const name of absent) console.log(`${name}: NOT THERE, so nothing of it is tested`);

let code = 1;
if (present.length > 0) {
  process.env.LANGUAGES = present.map(([name]) => name).join(',');
  code = await runNode([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config=vitest.languages.config.ts',
    ...process.argv.slice(2),
  ]);
}
const names = present.map(([name]) => name).join(', ') || 'none';
console.log(`\nlanguages ${code === 0 ? 'passed' : 'run, with failures'}: ${names}`);
if (absent.length > 0) console.log(`languages not there: ${absent.join(', ')}`);
process.exitCode = code;

/** Returns the version of a language, which is installed first if it is missing and we may; null if it is not there. */
function findOrInstall({ check, debian }) {
  return versionOf(check) ?? (install(debian) ? versionOf(check) : null);
}

function versionOf([command, ...args]) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : null;
}

/** Only root may, and only Debian knows the names. */
function install(packages) {
  if (process.getuid?.() !== 0) return false;
  console.log(`Installing ${packages.join(', ')} from Debian`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { env }).status === 0;
  const get = () => apt('install', '-y', '--no-install-recommends', ...packages);
  return get() || (apt('update') && get());
}
