import { setTimeout as delay } from 'node:timers/promises';
import { beatOnce } from './heartbeat.ts';

/**
 * The heartbeat of one postmaster: a separate process, so that it continues when the process that started the postmaster is
 * killed. Arguments: the file, the postmaster's pid, the nonce of its start, the period in milliseconds.
 */
const [path = '', pidText = '', nonce = '', periodText = ''] = process.argv.slice(2);

for (let counter = 1; beatOnce(path, { pid: Number(pidText), nonce, counter }); counter += 1) {
  await delay(Number(periodText));
}
