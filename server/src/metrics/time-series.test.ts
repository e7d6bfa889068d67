/** Guards: a time series prints what the library's own histogram prints. */
import { Histogram, type Metric, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { AttemptTimes } from './attempt-times.ts';

test('the times of attempts, on bounds, between them and above the last', async () => {
  const ours = new AttemptTimes();
  const own = new Registry();
  own.registerMetric(ours as unknown as Metric);
  const theirs = new Registry();
  const histogram = new Histogram({
    ...{ name: ours.name, help: ours.help, registers: [theirs] },
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10],
  });
  for (const seconds of [0, 0.01, 0.011, 0.5, 0.75, 10, 10.001, 0.01]) {
    ours.add(seconds);
    histogram.observe(seconds);
    expect(await own.metrics()).toBe(await theirs.metrics());
  }
  expect(await own.metrics()).toContain('psnb2b_webhook_attempt_seconds_bucket{le="10"} 7');
});
