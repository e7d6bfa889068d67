import { readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type pg from 'pg';

interface Opened {
  /** Of the server's process. */
  readonly processID?: number;
  readonly connection?: { readonly stream?: { readonly localPort?: number } };
}

/** Linux lets a program that is not root change one group in a tenth of a second, of all programs together. */
const AGAIN_MS = 150;
const TRIES_MAX = 20;

/**
 * Gives the PostgreSQL process of a connection less processor time than others that want it, if it runs on this machine and we may. It finishes
 * what it does as soon as nobody else is busy. Its title names the port of our socket, so that no other process is meant.
 */
export function letOthersFirst(client: pg.ClientBase): void {
  lowerPriority(client as unknown as Opened, TRIES_MAX);
}

function lowerPriority(client: Opened, triesLeft: number): void {
  const { processID = 0, connection } = client;
  const port = connection?.stream?.localPort;
  const peer = port === undefined ? ' [local] ' : `(${port}) `;
  try {
    const title = readFileSync(`/proc/${processID}/cmdline`, 'latin1');
    if (!title.startsWith('postgres: ') || !title.includes(peer)) return;
    setPriority(processID, constants.priority.PRIORITY_BELOW_NORMAL);
    // Each process of PostgreSQL is a session of its own. Where Linux groups by sessions, the priority of a process counts only within
    // its group, and that of the group against others: sched(7), "The autogroup feature".
    writeFileSync(`/proc/${processID}/autogroup`, `${constants.priority.PRIORITY_BELOW_NORMAL}`);
  } catch (error) {
    // Elsewhere, or of another account: it runs like the others.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || triesLeft === 0) return;
    setTimeout(() => lowerPriority(client, triesLeft - 1), AGAIN_MS).unref();
  }
}
