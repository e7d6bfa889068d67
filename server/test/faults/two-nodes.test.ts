/**
 * Guards: limits are counted in the memory of one API process, so that a second one on the same
 * database is refused with a sentence, also after the first was killed and started again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer, testDatabase } from '../../testkit/index.ts';

test('a second API process on one database does not start', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-nodes-'));
  stack.defer(() => rm(dataDir, { recursive: true }));
  const start = () => startServer(dataDir, { DATABASE_URL: url });
  const first = await start();
  await expect(start()).rejects.toThrow('Another process serves the API on this database already');
  await first.kill();
  const heir = stack.use(await start());
  expect((await fetch(`${heir.url}/readyz`)).status).toBe(200);
  const worker = startServer(dataDir, { DATABASE_URL: url, ROLE: 'api' });
  await expect(worker).rejects.toThrow('ROLE=worker');
});
