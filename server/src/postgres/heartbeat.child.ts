import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { readBeat, writeBeat } from './heartbeat.ts';
import { isAlive } from './process.ts';

/**
 * The heartbeat of one postmaster: a separate process, so that it continues when the process that started the postmaster is
 * killed. Arguments: the file, the postmaster's pid, the nonce of its start, the period in milliseconds.
 */
const [path = '', pidText = '', nonce = '', periodText = ''] = process.argv.slice(2);
const pid = Number(pidText);

for (let counter = 1; ; counter += 1) {
  const last = readBeat(path);
  if (last !== null && last.nonce !== nonce) {
    // Another start took the cluster over while we were silent: nothing more may be written here.
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    break;
  }
  const state = isAlive(pid) ? 'running' : 'stopped';
  writeBeat(path, { nonce, host: hostname(), counter, state });
  if (state === 'stopped') break;
  await delay(Number(periodText));
}
