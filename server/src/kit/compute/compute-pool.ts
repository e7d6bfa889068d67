import { Worker } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import type { Request, Result, ThreadOptions } from './compute-thread.ts';

/** Number of threads, so few that they leave the serving thread its share, and the limit of waiting tasks. */
const THREADS_MAX = 2;
const WAITING_MAX = 64;
/** Time limit of one task, including the start of its thread: far above what the largest input needs on a busy machine. */
const TASK_MS_MAX = 30_000;
const HEAP_MB_MAX = 192;
const RETRY_SECONDS = 2;
const THREAD = new URL('./compute-thread.ts', import.meta.url);

interface Job {
  readonly request: Request;
  readonly transfer: readonly ArrayBuffer[];
  readonly settle: PromiseWithResolvers<unknown>;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  deadline: NodeJS.Timeout | undefined;
}

export interface ComputeLimits {
  readonly threadsMax: number;
  readonly waitingMax: number;
  readonly taskMsMax: number;
  /** Ends each thread after its task, so that the memory that the task took is free again. */
  readonly once: boolean;
  /** Its threads have less processor time than others that want it. */
  readonly givesWay: boolean;
}

/**
 * A few threads for work that would block the event loop, first come, first served. They start with the first task and do not
 * keep the process alive. A task that exceeds its time limit ends its thread; the next task starts a new one.
 */
export class ComputePool implements AsyncDisposable {
  readonly #limits: ComputeLimits;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Job[] = [];

  constructor(limits: Partial<ComputeLimits> = {}) {
    this.#limits = {
      threadsMax: THREADS_MAX,
      waitingMax: WAITING_MAX,
      taskMsMax: TASK_MS_MAX,
      once: false,
      givesWay: false,
      ...limits,
    };
  }

  /** Runs a module's `run` with an input and returns its result; throws what it throws. */
  run(module: string, input: unknown, transfer: readonly ArrayBuffer[] = []): Promise<unknown> {
    const settle = Promise.withResolvers<unknown>();
    const job: Job = { request: { module, input }, transfer, settle };
    const idle = [...this.#threads].find((thread) => thread.job === null);
    if (idle) this.#give(idle, job);
    else if (this.#threads.size < this.#limits.threadsMax) this.#give(this.#start(), job);
    else if (this.#waiting.length < this.#limits.waitingMax) this.#waiting.push(job);
    else settle.reject(busy());
    return settle.promise;
  }

  /** Ends its threads; what they were doing fails. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { settle } of this.#waiting.splice(0))
      settle.reject(new Error('the pool is closed'));
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #start(): Thread {
    const worker = new Worker(THREAD, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
      workerData: { givesWay: this.#limits.givesWay } satisfies ThreadOptions,
    });
    const thread: Thread = { worker, job: null, deadline: undefined };
    this.#threads.add(thread);
    worker.on('message', (result: Result) => this.#finish(thread, result));
    worker.on('error', (error) => this.#lose(thread, error));
    worker.on('exit', () => this.#lose(thread, new Error('a thread of the compute pool ended')));
    return thread;
  }

  #give(thread: Thread, job: Job): void {
    thread.job = job;
    thread.worker.ref();
    thread.deadline = setTimeout(() => {
      this.#lose(thread, busy());
      void thread.worker.terminate();
    }, this.#limits.taskMsMax);
    try {
      thread.worker.postMessage(job.request, [...job.transfer]);
    } catch (error) {
      this.#finish(thread, { error });
    }
  }

  #finish(thread: Thread, result: Result): void {
    const { job } = thread;
    this.#rest(thread);
    if ('error' in result) job?.settle.reject(result.error);
    else job?.settle.resolve(result.value);
    if (this.#limits.once) {
      this.#lose(thread, null);
      void thread.worker.terminate();
      return;
    }
    const next = this.#waiting.shift();
    if (next) this.#give(thread, next);
  }

  #lose(thread: Thread, error: unknown): void {
    if (!this.#threads.delete(thread)) return;
    const { job } = thread;
    this.#rest(thread);
    job?.settle.reject(error);
    const next = this.#waiting.shift();
    if (next) this.#give(this.#start(), next);
  }

  #rest(thread: Thread): void {
    clearTimeout(thread.deadline);
    thread.job = null;
    thread.worker.unref();
  }
}

function busy(): Refusal {
  const detail = 'The server has too much work of this kind at the moment; try again shortly.';
  return new Refusal('unavailable', {}, { detail, retryAfter: RETRY_SECONDS });
}
