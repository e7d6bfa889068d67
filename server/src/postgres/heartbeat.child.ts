import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { readBeat, writeBeat } from './heartbeat.ts';
import { isAlive } from './process.ts';

/**
 * The heart of one postmaster: a process of its own, so that it beats on when whoever started the
 * postmaster is killed. Arguments: the file, the postmaster's pid, the nonce of its start, the period
 * in milliseconds.
 */
const [path = '', pidText = '', nonce = '', periodText = ''] = process.argv.slice(2);
const pid = Number(pidText);

for (let counter = 1; ; counter += 1) {
  const last = readBeat(path);
  if (last !== null && last.nonce !== nonce) {
    // Somebody took the cluster over while we were silent: nothing more may be written here.
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    break;
  }
  const state = isAlive(pid) ? 'running' : 'stopped';
  writeBeat(path, { nonce, host: hostname(), counter, state });
  if (state === 'stopped') break;
  await delay(Number(periodText));
}
