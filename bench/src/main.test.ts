/** Guards: a benchmark runs to its end and measures both sides, and wrong usage is reported. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

function bench(...args: string[]) {
  return spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
}

test('codes, quickly', { timeout: 180_000 }, () => {
  const { status, stdout, stderr } = bench('codes', '--quick');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout).toMatch(
    /^codes {2}ratio \d+\.\d\d \(ours \d+ reveals\/s, bare \d+ reveals\/s; limit ≥ 0\.75\) {2}(ok|MISSED)\n {2}ours: /,
  );
});

test('growth-month, quickly', { timeout: 180_000 }, () => {
  const { status, stdout, stderr } = bench('growth-month', '--quick');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stderr).toMatch(/^growth-month: day 2: p50 \d/m);
  expect(stdout).toMatch(/^growth-month, tables {2}ratio 0\.00 .* {2}ok$/m);
  expect(stdout).toMatch(/^ {2}events\.outbox: filling: .* until day 34 \(\d+ rows/m);
  expect(stdout).toMatch(/^growth-month, order {2}ratio /m);
});

test('a seed that no run printed is wrong usage', () => {
  const { status, stderr } = bench('faults', '--seed', 'yesterday');
  expect([status, stderr]).toEqual([2, '--seed is the number that an earlier run printed.\n']);
});

test('an unknown name is wrong usage', () => {
  const { status, stderr } = bench('speed');
  expect(status).toBe(2);
  expect(stderr).toContain(
    'There is no speed; there are orders, partners, inventory, codes, ledger, import, webhooks, webhooks-hanging, ' +
      'live, pages, office, exports, growth, growth-month, pruning, restore, faults, fault-mutants, stall, first-page, vendure.',
  );
});
