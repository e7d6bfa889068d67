import { setTimeout as delay } from 'node:timers/promises';

const STARTS_MAX = 20;
const RESTART_MS = 1_000;
/** What a process writes last if no host of the database answered at its start. */
const UNANSWERED = /cannot be reached/;
/** An entry of the log; an error that ends a process is plain text. */
const ENTRY = /^\{"level":/;
const SHOWN_MAX = 300;

/** A process that a supervisor started, or a part of the rig that runs as one. */
export interface Supervised {
  kill(): Promise<void>;
  readonly exited: Promise<unknown>;
  readonly logs: () => string;
}

/**
 * Starts processes and watches them. A process that ended at its start because no host of the database answered in time, as on a busy machine, is started again and
 * counted. Any other process must run until it is asked to end.
 */
export class Supervisor implements AsyncDisposable {
  readonly #restartMs: number;
  readonly #started: Supervised[] = [];
  /** Processes that ended though nobody asked them to, with the last thing that they wrote. */
  readonly died: string[] = [];
  /** How many starts were refused and repeated. */
  restarts = 0;

  constructor(restartMs = RESTART_MS) {
    this.#restartMs = restartMs;
  }

  /** `open` resolves when the process is ready, and throws with everything that it wrote if it ends before. */
  async start<Started extends Supervised>(
    part: string,
    open: () => Promise<Started>,
  ): Promise<Started> {
    for (let left = STARTS_MAX; ; left -= 1) {
      try {
        return this.#watch(part, await open());
      } catch (error) {
        if (left === 1 || !wasUnanswered((error as Error).message)) throw error;
        this.restarts += 1;
        await delay(this.#restartMs);
      }
    }
  }

  #watch<Started extends Supervised>(part: string, started: Started): Started {
    let isAsked = false;
    void started.exited.then(() => {
      if (!isAsked) this.died.push(`${part}: ${lastWords(started.logs()).slice(0, SHOWN_MAX)}`);
    });
    const kill = () => {
      isAsked = true;
      return started.kill();
    };
    const watched = { ...started, kill };
    this.#started.push(watched);
    return watched;
  }

  /** Kills every process that still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#started.map((each) => each.kill()));
  }
}

/** Whether a process that ended before it was ready wrote as its last words that its database did not answer. */
export function wasUnanswered(written: string): boolean {
  return UNANSWERED.test(lastWords(written));
}

/** The last line that is no entry of the log; stdout and stderr may arrive in any order. */
function lastWords(written: string): string {
  const lines = written.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => !ENTRY.test(line)) ?? lines.at(-1) ?? 'it wrote nothing';
}
