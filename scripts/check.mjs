// npm run check [-- --languages]: everything that continuous integration checks, the tests last.
import { checkDependencies } from './lib/check-dependencies.mjs';
import { ensureInstalled } from './lib/ensure.mjs';
import { findDuplicates } from './lib/find-duplicates.mjs';
import { findLanguages } from './lib/languages.mjs';
import { runNode } from './lib/run.mjs';
import { sourceFiles } from './lib/source-files.mjs';

ensureInstalled();
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
const checks = [
  ['format and lint', () => runNode(['node_modules/@biomejs/biome/bin/biome', 'ci', '.'])],
  ['types', () => runNode(['node_modules/typescript/bin/tsc', '--project', '.'])],
  [
    'types of the web apps',
    () => runNode(['node_modules/typescript/bin/tsc', '--project', 'tsconfig.web.json']),
  ],
  // Without the types of Node: it also runs in workers.
  ['types of the SDK', () => runNode(['node_modules/typescript/bin/tsc', '--project', 'sdk'])],
  ['dependencies', () => report(checkDependencies())],
  // Tests may repeat themselves: they state in full what they expect.
  [
    'duplicates',
    () => report(findDuplicates(sourceFiles(FOLDERS, /(?<!\.test|paths\.d)\.(tsx?|mjs|sql)$/))),
  ],
];

const options = process.argv.slice(2);
// What is missing is installed meanwhile: that mostly waits for the network.
const languages = options.includes('--languages') ? findLanguages() : null;
let failed = 0;
for (const [name, check] of checks) {
  console.log(`— ${name}`);
  if ((await check()) !== 0) failed += 1;
}
if (failed > 0) {
  console.log(`\nThe tests wait until the ${failed} failed of ${checks.length} checks pass.`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} else {
  Object.assign(process.env, await languages);
  process.exitCode = await runNode(['scripts/test.mjs', ...options]);
}

function report(faults) {
  for (const fault of faults) console.log(fault);
  return faults.length;
}
