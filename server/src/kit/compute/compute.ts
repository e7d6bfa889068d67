import { ComputePool } from './compute-pool.ts';

/** Work for a thread: a module that exports `run`, whose input and output can be cloned. */
export interface Task<Input, Output> {
  readonly module: string;
  /** Exists only for the compiler. */
  readonly run?: (input: Input) => Output | Promise<Output>;
}

/** Names the module of a task by its URL; `run` is typed by `typeof import('./the-module.ts').run`. */
export function task<Run extends (input: never) => unknown>(
  module: URL,
): Task<Parameters<Run>[0], Awaited<ReturnType<Run>>> {
  return { module: module.href };
}

/** One pool per process: it limits the use of the processor, and there is one set of those. */
const pool = new ComputePool();

/**
 * Runs work whose size a client chooses off the event loop. Refuses with `unavailable` when too many tasks wait or one takes too
 * long.
 *
 * @param transfer buffers that are transferred rather than copied; the caller must not read them afterwards
 */
export function compute<Input, Output>(
  { module }: Task<Input, Output>,
  input: Input,
  transfer: readonly ArrayBuffer[] = [],
): Promise<Output> {
  return pool.run(module, input, transfer) as Promise<Output>;
}
