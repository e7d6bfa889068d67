import { ComputePool } from './compute-pool.ts';

/** Work for a thread: a module that exports `run`, whose input and output can be cloned. */
export interface Task<Input, Output> {
  readonly module: string;
  /** Only for the compiler. */
  readonly run?: (input: Input) => Output | Promise<Output>;
}

/** Names the module of a task by its URL; `run` is typed by `typeof import('./the-module.ts').run`. */
export function task<Run extends (input: never) => unknown>(
  module: URL,
): Task<Parameters<Run>[0], Awaited<ReturnType<Run>>> {
  return { module: module.href };
}

/** One of a process: what is bounded is the processor, of which there is one set. */
const pool = new ComputePool();

/**
 * Does work whose size somebody else chooses off the thread that serves everybody. Refuses with
 * `unavailable` when too much of it waits, or when one takes too long.
 *
 * @param transfer buffers that are given away rather than copied; the caller must not read them again
 */
export function compute<Input, Output>(
  { module }: Task<Input, Output>,
  input: Input,
  transfer: readonly ArrayBuffer[] = [],
): Promise<Output> {
  return pool.run(module, input, transfer) as Promise<Output>;
}
