/**
 * Guards: the embedded database survives every kind of crash. A killed owner leaves a postmaster that the next start
 * adopts, a killed postmaster is restarted for its users, an outdated pid file never blocks a start, and only the last
 * of several users stops the server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ClusterFolder, clusterFolder, emptyFolder } from '../../testkit/index.ts';
import { openEmbedded } from './index.ts';
import { isAlive } from './process.ts';

const CHILD = fileURLToPath(new URL('../../testkit/embedded-child.ts', import.meta.url));

type Opened = { url: string; pid: number; adopted: boolean };

let folder: ClusterFolder;
let dataDir: string;
beforeEach(async () => {
  folder = await clusterFolder();
  ({ dataDir } = folder);
});
afterEach(() => folder[Symbol.asyncDispose]());

/** For tests of how a cluster is created. */
async function startEmpty(): Promise<void> {
  await folder[Symbol.asyncDispose]();
  folder = await emptyFolder();
  ({ dataDir } = folder);
}

async function openInChild(): Promise<{ child: ChildProcess; opened: Opened }> {
  const child = spawn(process.execPath, [CHILD, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { child, opened: JSON.parse(String(line)) };
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('openEmbedded', () => {
  test.each(['a,b', 'a#b', 'a "b" c', "a'b%20c"])('works in a folder named %s', async (name) => {
    await startEmpty();
    dataDir = join(dataDir, name);
    await using opened = await openEmbedded({ dataDir });
    const cluster = join(dataDir, 'postgres');
    expect(await query(opened.url, 'SHOW data_directory')).toEqual([{ data_directory: cluster }]);
    // There is only one folder with a socket.
    const sockets = readdirSync(cluster).filter((each) => each.startsWith('.s.PGSQL.'));
    expect(sockets.filter((each) => !each.endsWith('.lock'))).toHaveLength(1);
  });

  test('makes a durable UTF-8 cluster that only this machine and its password can open', async () => {
    await startEmpty();
    await using opened = await openEmbedded({ dataDir });
    const names = ['data_checksums', 'fsync', 'full_page_writes', 'synchronous_commit'];
    for (const name of names) {
      expect(await query(opened.url, `SHOW ${name}`)).toEqual([{ [name]: 'on' }]);
    }
    expect(await query(opened.url, 'SHOW listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ]);
    expect(await query(opened.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
    const wrong = opened.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  test('keeps the data and starts again', async () => {
    const first = await openEmbedded({ dataDir });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.close();
    expect(isAlive(first.pid)).toBe(false);
    await using second = await openEmbedded({ dataDir });
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('adopts the postmaster of a killed process, and its last user stops it', async () => {
    const { child, opened } = await openInChild();
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(isAlive(opened.pid)).toBe(true);
    const heir = await openEmbedded({ dataDir });
    expect(heir.adopted).toBe(true);
    expect(heir.pid).toBe(opened.pid);
    await heir.close();
    expect(isAlive(opened.pid)).toBe(false);
  });

  test('brings a killed postmaster back on the same port with everything committed', async () => {
    await using opened = await openEmbedded({ dataDir });
    await query(opened.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const killed = opened.pid;
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(() => expect(opened.pid).not.toBe(killed), { timeout: 20_000 });
    expect(await query(opened.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('starts after everything was killed at once', async () => {
    const { child, opened } = await openInChild();
    child.kill('SIGKILL');
    await once(child, 'close');
    process.kill(opened.pid, 'SIGKILL');
    await using again = await openEmbedded({ dataDir });
    expect(again.adopted).toBe(false);
    expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('ignores a pid file that names another program', async () => {
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n127.0.0.1\n\nready\n`);
    await using opened = await openEmbedded({ dataDir });
    expect(opened.adopted).toBe(false);
    expect(readFileSync(pidFile, 'utf8')).toMatch(new RegExp(`^${opened.pid}\n`));
  });

  test('serves several users, even two first starts, until the last one ends', async () => {
    await startEmpty();
    const [{ child, opened }, ours] = await Promise.all([openInChild(), openEmbedded({ dataDir })]);
    expect(ours.pid).toBe(opened.pid);
    expect([ours.adopted, opened.adopted].sort()).toEqual([false, true]);
    await ours.close();
    expect(await query(opened.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    child.stdin?.end();
    await once(child, 'close');
    expect(isAlive(opened.pid)).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  test('runs in a session of its own, so that Ctrl-C reaches only us', async () => {
    await using opened = await openEmbedded({ dataDir });
    // A process group of that number exists only if the postmaster leads it.
    expect(process.kill(-opened.pid, 0)).toBe(true);
  });

  test('says what is wrong if the password is lost', async () => {
    const password = readFileSync(join(dataDir, 'postgres.password'));
    rmSync(join(dataDir, 'postgres.password'));
    await expect(openEmbedded({ dataDir })).rejects.toThrow(/postgres\.password is missing/);
    writeFileSync(join(dataDir, 'postgres.password'), password);
  });
});
