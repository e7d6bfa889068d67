import { type FileHandle, open, readFile } from 'node:fs/promises';

/** A call of a buyer: all requests of one call have the same key. */
export interface Call {
  /** The Idempotency-Key of all its requests; an order has it as its reference, too. */
  readonly id: string;
  readonly kind: 'order' | 'hold' | 'confirm' | 'cancel' | 'return' | 'claim' | 'read' | 'probe';
  /** Position of the buyer among those of the load. */
  readonly buyer: number;
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
}

/** A line of the journal. Times are milliseconds of one monotonic clock. */
export type Line =
  | { readonly is: 'sent'; readonly at: number; readonly request: number; readonly call: Call }
  | {
      readonly is: 'reply';
      readonly at: number;
      readonly request: number;
      readonly status: number;
      readonly body: Readonly<Record<string, unknown>>;
    }
  | { readonly is: 'lost'; readonly at: number; readonly request: number; readonly error: string }
  /** The last reply said that nothing took effect, and the buyer believes it. */
  | { readonly is: 'given up'; readonly at: number; readonly id: string }
  | { readonly is: 'fault'; readonly at: number; readonly until: number; readonly fault: string };

/**
 * What was sent and what came back, in a file outside of the system: the database alone cannot show that a commit is missing. A line is on the disk
 * before `write` resolves; those that wait share one fsync.
 */
export class OutsideJournal implements AsyncDisposable {
  readonly #path: string;
  readonly #file: FileHandle;
  #requests = 0;
  #waiting: { readonly text: string; readonly done: () => void }[] = [];
  #flushing: Promise<void> | null = null;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async open(path: string): Promise<OutsideJournal> {
    return new OutsideJournal(path, await open(path, 'a'));
  }

  /** A number for the next request. */
  nextRequest(): number {
    this.#requests += 1;
    return this.#requests;
  }

  write(line: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text: `${JSON.stringify(line)}\n`, done: resolve });
      this.#flushing ??= this.#flush().catch(reject);
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const all = this.#waiting.splice(0);
      await this.#file.appendFile(all.map(({ text }) => text).join(''));
      await this.#file.datasync();
      for (const { done } of all) done();
    }
    this.#flushing = null;
  }

  /** Reads everything back from the disk. */
  async read(): Promise<Line[]> {
    const text = await readFile(this.#path, 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#flushing;
    await this.#file.close();
  }
}
