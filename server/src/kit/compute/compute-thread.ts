import { parentPort, workerData } from 'node:worker_threads';
import { letMainFirst } from '../let-main-first.ts';

export interface ThreadOptions {
  readonly givesWay: boolean;
}

export interface Request {
  /** URL of a module that exports `run`. */
  readonly module: string;
  readonly input: unknown;
}

export type Result = { readonly value: unknown } | { readonly error: unknown };

/** The exports of a task's module; `transfer` names the buffers of its output that are transferred rather than copied. */
interface TaskModule {
  readonly run: (input: unknown) => unknown;
  readonly transfer?: (output: unknown) => ArrayBuffer[];
}

if ((workerData as ThreadOptions).givesWay) letMainFirst();

/** The code of one pool thread: it runs one task at a time. */
parentPort?.on('message', async ({ module, input }: Request) => {
  const [result, transfer] = await work(module, input);
  parentPort?.postMessage(result, transfer);
});

async function work(module: string, input: unknown): Promise<[Result, ArrayBuffer[]]> {
  try {
    const { run, transfer } = (await import(module)) as TaskModule;
    const value = await run(input);
    return [{ value }, transfer?.(value) ?? []];
  } catch (error) {
    return [{ error: error instanceof Error ? error : new Error(String(error)) }, []];
  }
}
