// npm test [-- vitest arguments]: every test, and a last line that says how many passed and failed.
// npm test -- claims: the tests beside one module of the server, which need nothing built.
// npm test -- --languages: also the samples and clients in other languages, with what is installed or can be installed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { filesWithout, findLanguages, languagesTested } from './lib/languages.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
const words = process.argv.slice(2).filter((word) => word !== '--languages');
const withLanguages = words.length < process.argv.length - 2;
const asked = words.map((word) => foldersOf(word) ?? word);
if (words.length === 0 || asked.some((each) => typeof each === 'string')) ensureBuilt();
// `npm run check` has found them already, while it checked other things.
if (withLanguages && !('LANGUAGES' in process.env))
  Object.assign(process.env, await findLanguages());
const folder = mkdtempSync(join(tmpdir(), 'psnb2b-report-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const code = await runNode([
  'node_modules/vitest/vitest.mjs',
  'run',
  ...reporters,
  ...(withLanguages ? ['--config=vitest.languages.config.ts', ...excluded()] : []),
  ...asked.flat(),
]);
const { passed, failed } = count(report, code);
rmSync(folder, { recursive: true, force: true });
if (withLanguages) console.log(`\n${languagesTested(process.env)}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? code || 1 : 0;

/** Returns the folders with a module's tests, by its name; null for any other word. */
function foldersOf(word) {
  if (!/^[a-z]+$/.test(word) || !existsSync(join(ROOT, 'server/src', word))) return null;
  return [`server/src/${word}/`, `contract/src/${word}/`];
}

/** The files whose languages are not there. */
function excluded() {
  return filesWithout(process.env).map((name) => `--exclude=**/${name}.language.ts`);
}

/**
 * A file that could not be loaded has no tests to count, so it counts as one failure; so does a run that failed without
 * naming a test.
 */
function count(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = numFailedTests + unloaded.length;
  return { passed: numPassedTests, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}
