/**
 * Guards: API nodes, workers and primaries are lost and replaced under load, and by a journal outside of the system nothing acknowledged is lost,
 * nothing is done twice, no code is sold twice, no limit is exceeded, no process ends by itself, and writes are back within ten seconds. `npm run bench -- faults` does the same
 * for longer.
 */
import { expect, test, vi } from 'vitest';
import { BACK_MS, runFaults } from '../../testkit/faults/index.ts';
import { clusterFolder } from '../../testkit/index.ts';

vi.setConfig({ testTimeout: 300_000 });

test('a worker, an API node and the primary are lost', async () => {
  await using folder = await clusterFolder();
  const report = await runFaults({
    seed: 15,
    from: folder.dataDir,
    codes: 6_000,
    faults: ['worker killed', 'API node silent', 'primary killed'],
    pauseMs: 60,
    calmMs: 500,
    acknowledgedMin: 150,
  });
  expect(report.findings).toEqual(
    Object.fromEntries(Object.keys(report.findings).map((check) => [check, []])),
  );
  const late = report.back.filter(
    ({ ms, ownMs, isStarved }) => ownMs >= BACK_MS.own || (ms >= BACK_MS.clock && !isStarved),
  );
  expect(late).toEqual([]);
  expect(report.back).toHaveLength(3);
  expect(report.acknowledged).toBeGreaterThanOrEqual(150);
});
