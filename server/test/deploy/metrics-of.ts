import type { Shop } from '../../testkit/index.ts';

/** The names of the server's metrics; of a histogram also those of its parts. */
export async function metricsOf({ app }: Shop): Promise<string[]> {
  const text = await app.metrics.text();
  return [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['', '_bucket', '_sum', '_count'].map((part) => name + part) : [name],
  );
}
