/**
 * Guards: a timeline that was seen is kept for its own cluster: an old primary is refused by it also after a restart, and a new cluster, whose
 * timelines begin anew, is not.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../testkit/index.ts';
import { DatabaseHosts } from './hosts.ts';
import { clusterOf } from './place-of.ts';

test('a memory of another cluster is ignored, and one of this cluster or of none refuses an old primary', async () => {
  await using stack = new AsyncDisposableStack();
  const copy = stack.use(await testDatabase());
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-hosts-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const memory = join(folder, 'postgres.timeline');
  const { host } = new URL(copy.url);
  const look = async () => {
    await using hosts = new DatabaseHosts(copy.url.replace(host, `${host},127.0.0.1:1`), {
      memory,
    });
    const found = await hosts.look().catch((error: Error) => error.message);
    return found === copy.url ? await readFile(memory, 'utf8') : found;
  };
  const written = await look();
  expect(written).toMatch(/^1 \d+\n$/);
  const old = 'is an old primary (timeline 1, and 3 was seen)';
  await writeFile(memory, written.replace('1', '3'));
  expect(await look()).toContain(old);
  await writeFile(memory, '3\n');
  expect(await look()).toContain(old);
  await writeFile(memory, '3 42\n');
  expect(await look()).toBe(written);
  await writeFile(memory, '1\n');
  expect(await look()).toBe(written);
  await writeFile(memory, '3 42 x\n');
  await expect(look()).rejects.toThrow('does not hold the timeline');
});

test('a provider that hides which cluster it is says nothing; a connection that breaks has not answered', async () => {
  await using copy = await testDatabase();
  const client = new pg.Client(copy.url);
  await client.connect();
  expect(await clusterOf(client)).toMatch(/^\d+$/);
  await client.query('REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC');
  await client.query('SET ROLE pg_monitor');
  expect(await clusterOf(client)).toBeNull();
  await client.end();
  await expect(clusterOf(client)).rejects.toThrow('not queryable');
});
