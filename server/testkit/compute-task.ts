import { readlinkSync } from 'node:fs';
import { getPriority } from 'node:os';
import { basename } from 'node:path';

export interface ComputeTask {
  /** Blocks its thread until it is notified. */
  readonly block?: SharedArrayBuffer;
  readonly fail?: string;
  readonly bytes?: Uint8Array;
  /** Asks for the priority of the thread; elsewhere than on Linux, of the process. */
  readonly priority?: boolean;
}

/** A task of the compute pool that ends when the test says so. */
export function run({ block, fail, bytes, priority }: ComputeTask): number {
  if (block) Atomics.wait(new Int32Array(block), 0, 0);
  if (fail !== undefined) throw new RangeError(fail);
  if (priority && process.platform !== 'linux') return getPriority();
  if (priority) return getPriority(Number(basename(readlinkSync('/proc/thread-self'))));
  return bytes?.length ?? 0;
}
