// npm test [-- vitest arguments]: every test, and a last line that says how many passed and failed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'psnb2b-report-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const code = await runNode([
  'node_modules/vitest/vitest.mjs',
  'run',
  ...reporters,
  ...process.argv.slice(2),
]);
const { passed, failed } = count(report, code);
rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? code || 1 : 0;

/**
 * A file that could not even be loaded has no tests to count, so it counts as one; so does a run
 * that ended badly without saying which test was to blame.
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
