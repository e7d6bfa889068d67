import { assert } from './assert.ts';
import { activeSpan, type TraceSpan, traceBatch } from './tracing/index.ts';

interface Waiting<Input, Output> {
  readonly input: Input;
  /** Of its request, if that is traced. */
  readonly span: TraceSpan | undefined;
  readonly resolve: (output: Output) => void;
  readonly reject: (error: unknown) => void;
}

/** When another call begins while one runs. */
export interface Overlap {
  /** As soon as so many wait. */
  readonly min: number;
  /** And whatever waits, once the oldest call has taken so long. */
  readonly afterMs: number;
}

/**
 * Collects the inputs that wait while one call runs, and passes them together to the next call: one round trip and one commit for
 * many. `run` returns one output per input, in order; when it fails, all of its inputs fail.
 */
export class Batcher<Input, Output> {
  readonly #name: string;
  readonly #run: (inputs: readonly Input[]) => Promise<readonly Output[]>;
  readonly #batchMax: number;
  readonly #callsMax: number;
  readonly #beside: Overlap;
  readonly #waiting: Waiting<Input, Output>[] = [];
  /** When each running call began, performance.now(), the oldest first. */
  readonly #began = new Set<{ readonly at: number }>();
  #scheduled = false;
  #later: NodeJS.Timeout | undefined;

  constructor(options: {
    /** In traces. */
    readonly name: string;
    readonly run: (inputs: readonly Input[]) => Promise<readonly Output[]>;
    readonly batchMax: number;
    readonly callsMax: number;
    /** At once by default. */
    readonly beside?: Overlap;
  }) {
    this.#name = options.name;
    this.#run = options.run;
    this.#batchMax = options.batchMax;
    this.#callsMax = options.callsMax;
    // nothing: another call begins at once.
    this.#beside = options.beside ?? { min: 1, afterMs: 0 };
  }

  add(input: Input): Promise<Output> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, span: activeSpan(), resolve, reject });
      this.#schedule();
    });
  }

  /** Inputs that wait for a call, and how many calls run. */
  get load() {
    return { waiting: this.#waiting.length, running: this.#began.size };
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#fill();
    });
  }

  #fill(): void {
    while (this.#waiting.length > 0 && this.#mayCall()) void this.#next();
    if (this.#waiting.length > 0 && this.#began.size < this.#callsMax) this.#lookAgain();
  }

  #mayCall(): boolean {
    const { min, afterMs } = this.#beside;
    const [oldest] = this.#began;
    if (!oldest) return true;
    if (this.#began.size >= this.#callsMax) return false;
    return this.#waiting.length >= min || performance.now() - oldest.at >= afterMs;
  }

  #lookAgain(): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      this.#fill();
    }, this.#beside.afterMs);
  }

  async #next(): Promise<void> {
    const batch = this.#waiting.splice(0, this.#batchMax);
    const began = { at: performance.now() };
    this.#began.add(began);
    let settle: () => void;
    try {
      const outputs = await traceBatch(this.#name, batch, () =>
        this.#run(batch.map((each) => each.input)),
      );
      assert(outputs.length === batch.length, 'a batch returns one output per input');
      settle = () => {
        for (const [index, each] of batch.entries()) each.resolve(outputs[index] as Output);
      };
    } catch (error) {
      settle = () => {
        for (const each of batch) each.reject(error);
      };
    }
    this.#began.delete(began);
    if (this.#waiting.length === 0) return settle();
    // The next call is sent before these inputs are answered: the other side works meanwhile.
    this.#fill();
    setImmediate(settle);
  }
}
