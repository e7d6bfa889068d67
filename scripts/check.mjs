// npm run check [-- --languages]: everything that continuous integration checks, the tests last.
import { checkDependencies } from './lib/check-dependencies.mjs';
import { findDuplicates } from './lib/find-duplicates.mjs';
import { findLanguages } from './lib/languages.mjs';
import { readNode, runNode, runWith } from './lib/run.mjs';
import { sourceFiles } from './lib/source-files.mjs';

const FOLDERS = [
  'contract',
  'server',
  'ui',
  'portal',
  'console',
  'e2e',
  'bench',
  'sdk',
  'cli',
  'scripts',
];
/** One thread each: they run at the same time, and several of one would do much of the work several times. */
const TSC = ['node_modules/typescript/bin/tsc', '--checkers', '1', '--project'];
const checks = [
  ['types', () => readNode([...TSC, '.'])],
  ['types of the web apps', () => readNode([...TSC, 'tsconfig.web.json'])],
  // Without the types of Node: it also runs in workers.
  ['types of the SDK', () => readNode([...TSC, 'sdk'])],
  ['format and lint', () => readNode(['node_modules/@biomejs/biome/bin/biome', 'ci', '.'])],
  ['what the tests need built', () => readNode(['scripts/build.mjs'])],
  ['dependencies', () => report(checkDependencies())],
  // Tests may repeat themselves: they state in full what they expect.
  [
    'duplicates',
    () => report(findDuplicates(sourceFiles(FOLDERS, /(?<!\.test|paths\.d)\.(tsx?|mjs|sql)$/))),
  ],
];

const options = process.argv.slice(2);
// What is missing of them is installed while our packages are: each leaves a processor idle.
const languages = options.includes('--languages') ? findLanguages() : null;
// Not `ensureInstalled` itself: nothing else happens in a process that waits for it.
const installed = await runWith(process.execPath, ['scripts/lib/install.mjs']);
let failed = 0;
if (installed === 0) {
  await Promise.all(
    checks.map(async ([name, check]) => {
      const { code, text } = await check();
      console.log(`— ${name}\n${text}`);
      if (code !== 0) failed += 1;
    }),
  );
}
if (installed !== 0) {
  await languages;
  process.exitCode = installed;
} else if (failed > 0) {
  console.log(`\nThe tests wait until the ${failed} failed of ${checks.length} checks pass.`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} else {
  Object.assign(process.env, await languages);
  process.exitCode = await runNode(['scripts/test.mjs', ...options]);
}

function report(faults) {
  return { code: faults.length, text: faults.map((fault) => `${fault}\n`).join('') };
}
