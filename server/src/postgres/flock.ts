import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/** A lock on a file. It lasts until the last process that has the descriptor has ended. */
export interface Flock {
  /** For the `stdio` of a child, which then holds the lock, too. */
  readonly descriptor: number;
  /** Closes our descriptor; a child that inherited it keeps the lock. */
  readonly release: () => void;
}

/** `unsupported`: nothing on this machine can take such a lock for us. */
export type FlockAttempt = Flock | 'busy' | 'unsupported';

const BUSY = 1;
/** The child's first descriptor after its standard ones. */
const DESCRIPTOR = 3;

const PERL =
  'use Fcntl q(:flock); open(F, "+<&=", 3) or exit 2; exit(flock(F, LOCK_EX|LOCK_NB) ? 0 : 1)';
const TAKERS: readonly (readonly [string, ...string[]])[] = [
  ['flock', '-n', '-x', String(DESCRIPTOR)],
  ['perl', '-e', PERL],
];

/**
 * Tries to take flock(2) of an existing file without waiting. Node has no such call, so a child takes the lock on a descriptor
 * that we opened: it belongs to the open file description and survives the end of the child. Unlike fcntl locks it is not lost
 * when this process opens and closes the file again, and it excludes processes of other PID namespaces.
 */
export async function tryFlock(path: string): Promise<FlockAttempt> {
  const descriptor = openSync(path, 'r+');
  let held = false;
  try {
    for (const [program, ...args] of TAKERS) {
      const status = await takeWith(program, args, descriptor);
      if (status === 'missing') continue;
      if (status === BUSY) return 'busy';
      held = true;
      return { descriptor, release: () => closeSync(descriptor) };
    }
    return 'unsupported';
  } finally {
    if (!held) closeSync(descriptor);
  }
}

async function takeWith(
  program: string,
  args: readonly string[],
  descriptor: number,
): Promise<0 | typeof BUSY | 'missing'> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', descriptor] });
  const ended = new Promise<number | 'missing'>((done, failed) => {
    child.on('error', (error) => {
      if ('code' in error && error.code === 'ENOENT') done('missing');
      else failed(error);
    });
    child.on('close', (code) => done(code ?? -1));
  });
  // Descriptor 2 is a pipe; `stdio` of four parts makes the compiler doubt it.
  const complaint = child.stderr ? text(child.stderr) : Promise.resolve('');
  const [status, said] = await Promise.all([ended, complaint]);
  if (status === 0 || status === BUSY || status === 'missing') return status;
  throw new Error(`${program} could not lock a file (${status}): ${said.trim()}`);
}
