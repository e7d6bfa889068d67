import { readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * Gives the thread that calls it less processor time than the others that want it, unless it has less already. Linux has a priority
 * for each thread; elsewhere nothing is changed.
 */
export function letMainFirst(): void {
  try {
    // Like 4711/task/4712: the link is that of whoever reads it.
    const thread = Number(basename(readlinkSync('/proc/thread-self')));
    if (!(thread > 0) || thread === process.pid) return;
    if (getPriority(thread) < constants.priority.PRIORITY_BELOW_NORMAL)
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Elsewhere it runs like the others.
  }
}
