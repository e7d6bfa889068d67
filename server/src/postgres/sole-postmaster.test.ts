/**
 * Guards: one postmaster per cluster, even if two servers cannot see each other's processes, as in two containers on
 * one volume; even if the process that started it was killed, and on file systems whose locks apply to one machine
 * only.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ClusterFolder, clusterFolder } from '../../testkit/index.ts';
import { tryFlock } from './flock.ts';
import { beatOnce, claimByHeartbeat, readBeat, writeBeat } from './heartbeat.ts';
import { openEmbedded } from './index.ts';
import { isAlive } from './process.ts';
import { claimCluster } from './sole-postmaster.ts';

const CHILD = fileURLToPath(new URL('../../testkit/embedded-child.ts', import.meta.url));
const APART = ['--pid', '--ipc', '--fork', '--mount-proc'];
const PERIOD_MS = 200;

let made: ClusterFolder;
let folder: string;
beforeEach(async () => {
  made = await clusterFolder();
  folder = made.dataDir;
});
afterEach(() => made[Symbol.asyncDispose]());

/**
 * How this account creates namespaces of its own: as root, or as root of a user namespace; null if neither is allowed.
 */
function apart(): string[] | null {
  const ways = [APART, ['--user', '--map-root-user', ...APART]];
  return ways.find((way) => spawnSync('unshare', [...way, 'true']).status === 0) ?? null;
}

function openApart(way: readonly string[]): ChildProcess {
  const args = [...way, process.execPath, CHILD, folder];
  return spawn('unshare', args, { stdio: ['pipe', 'pipe', 'pipe'] });
}

async function end(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe('two servers that cannot see each other', () => {
  const way = apart();
  // Tests without namespaces follow below; where the system forbids namespaces, this cannot be tested.
  if (way === null)
    console.log('this system allows no PID namespaces: two containers are not tried');
  else {
    test('the second is refused with a sentence while the first has the folder, and is served after', async () => {
      const first = openApart(way);
      await once(first.stdout as never, 'data');
      await expect(openEmbedded({ dataDir: folder })).rejects.toThrow(
        /runs in another container or PID namespace\. Stop that one first/,
      );
      const third = openApart(way);
      expect(await text(third.stderr as never)).toContain('runs in another container');
      await end(first);
      await using after = await openEmbedded({ dataDir: folder });
      expect(after.adopted).toBe(false);
    });

    test('the second is refused although the server that started PostgreSQL was killed', async () => {
      const first = await openEmbedded({ dataDir: folder });
      const starter = spawn(process.execPath, [CHILD, folder], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      await once(starter.stdout, 'data');
      await first.close();
      // The postmaster of `first` keeps running for `starter`, which is killed: no process of ours is left that holds
      // anything.
      starter.kill('SIGKILL');
      await once(starter, 'exit');
      const second = openApart(way);
      expect(await text(second.stderr as never)).toContain('runs in another container');
      await (await openEmbedded({ dataDir: folder })).close();
    });
  }
});

describe('the lock of a cluster', () => {
  test('is waited for while orphans of a killed postmaster hold it, and the start is refused if they stay', async () => {
    const cluster = join(folder, 'postgres');
    const held = await claimCluster(cluster, 'lock');
    const stdio = ['ignore', 'ignore', 'ignore', held.descriptor] as const;
    const orphan = spawn('sleep', ['600'], { stdio: [...stdio] });
    held.release();
    await expect(claimCluster(cluster, 'lock', 100)).rejects.toThrow(/a killed one left behind/);
    const patient = claimCluster(cluster, 'lock', 60_000);
    orphan.kill('SIGKILL');
    (await patient).release();
  });

  test('is held by PostgreSQL itself and freed with it', async () => {
    const opened = await openEmbedded({ dataDir: folder });
    const path = join(folder, 'postgres.running');
    expect(await tryFlock(path)).toBe('busy');
    await opened.close();
    const free = await tryFlock(path);
    expect(free).toMatchObject({ descriptor: expect.any(Number) });
    if (typeof free === 'object') free.release();
  });
});

describe('the heartbeat, where a lock may end at the machine', () => {
  const beating = () => readBeat(join(folder, 'postgres.heartbeat'));

  test('beats as long as the postmaster runs, and reports when it stopped', async () => {
    const opened = await openEmbedded({ dataDir: folder, guard: 'heartbeat' });
    await vi.waitFor(() => expect(beating()?.counter).toBeGreaterThan(0), { timeout: 20_000 });
    await opened.close();
    await vi.waitFor(() => expect(beating()?.state).toBe('stopped'), { timeout: 20_000 });
  });

  test('refuses while another counter moves, takes over when it no longer does', async () => {
    const path = join(folder, 'beat');
    const other = { nonce: 'a'.repeat(32), host: 'shop-2', state: 'running' as const };
    let counter = 0;
    writeBeat(path, { ...other, counter });
    const beats = setInterval(
      () => writeBeat(path, { ...other, counter: ++counter }),
      PERIOD_MS / 4,
    );
    await expect(claimByHeartbeat(path, PERIOD_MS)).rejects.toThrow(/runs on shop-2/);
    clearInterval(beats);
    await claimByHeartbeat(path, PERIOD_MS);
    expect(readBeat(path)?.nonce).not.toBe(other.nonce);
  });

  test('of two that saw the same silence, the one that wrote first gives up', async () => {
    const path = join(folder, 'beat');
    const claim = claimByHeartbeat(path, 5 * PERIOD_MS);
    while (readBeat(path) === null) await new Promise((done) => setImmediate(done));
    const foreign = {
      nonce: 'b'.repeat(32),
      host: 'shop-3',
      counter: 0,
      state: 'running' as const,
    };
    writeBeat(path, foreign);
    await expect(claim).rejects.toThrow(/runs on shop-3/);
  });

  test('stops a postmaster at once whose cluster another process has taken over', async () => {
    const path = join(folder, 'beat');
    const postmaster = spawn('sleep', ['600']);
    const started = await claimByHeartbeat(path, PERIOD_MS);
    started(postmaster.pid ?? 0);
    await vi.waitFor(() => expect(readBeat(path)?.counter).toBeGreaterThan(0), { timeout: 20_000 });
    writeBeat(path, { nonce: 'c'.repeat(32), host: 'shop-4', counter: 0, state: 'running' });
    await once(postmaster, 'exit');
    expect(isAlive(postmaster.pid ?? 0)).toBe(false);
    expect(readBeat(path)?.host).toBe('shop-4');
  });

  test('what cannot be read for a moment is neither taken for silence nor replaced, and ends no heartbeat', async () => {
    const path = join(folder, 'beat');
    mkdirSync(path);
    await expect(claimByHeartbeat(path, PERIOD_MS)).rejects.toThrow(/cannot be read, so nobody/);
    const own = { pid: process.pid, nonce: 'd'.repeat(32) };
    expect(beatOnce(path, { ...own, counter: 1 })).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('beat'))).toEqual(['beat']);
    rmdirSync(path);
    expect(beatOnce(path, { ...own, counter: 2 })).toBe(true);
    expect(readBeat(path)).toMatchObject({ nonce: own.nonce, counter: 2 });
  });

  test('a truncated file is no heartbeat', () => {
    writeFileSync(join(folder, 'beat'), '{"nonce":"');
    expect(readBeat(join(folder, 'beat'))).toBeNull();
    expect(readFileSync(join(folder, 'beat'), 'utf8')).toBe('{"nonce":"');
  });
});
