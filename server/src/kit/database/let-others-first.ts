import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type pg from 'pg';

interface Opened {
  /** Of the server's process. */
  readonly processID?: number;
  readonly connection?: { readonly stream?: { readonly localPort?: number } };
}

/**
 * Gives the PostgreSQL process of a connection less processor time than others that want it, if it runs on this machine and we may. It finishes
 * what it does as soon as nobody else is busy. Its title names the port of our socket, so that no other process is meant.
 */
export function letOthersFirst(client: pg.ClientBase): void {
  const { processID = 0, connection } = client as unknown as Opened;
  const port = connection?.stream?.localPort;
  const peer = port === undefined ? ' [local] ' : `(${port}) `;
  try {
    const title = readFileSync(`/proc/${processID}/cmdline`, 'latin1');
    if (!title.startsWith('postgres: ') || !title.includes(peer)) return;
    setPriority(processID, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Elsewhere, or of another account: it runs like the others.
  }
}
