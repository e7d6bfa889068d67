import { assert } from './assert.ts';
import { activeSpan, type TraceSpan, traceBatch } from './tracing/index.ts';

interface Waiting<Input, Output> {
  readonly input: Input;
  /** Of its request, if that is traced. */
  readonly span: TraceSpan | undefined;
  readonly resolve: (output: Output) => void;
  readonly reject: (error: unknown) => void;
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
  readonly #waiting: Waiting<Input, Output>[] = [];
  #calls = 0;
  #scheduled = false;

  constructor(options: {
    /** In traces. */
    readonly name: string;
    readonly run: (inputs: readonly Input[]) => Promise<readonly Output[]>;
    readonly batchMax: number;
    readonly callsMax: number;
  }) {
    this.#name = options.name;
    this.#run = options.run;
    this.#batchMax = options.batchMax;
    this.#callsMax = options.callsMax;
  }

  add(input: Input): Promise<Output> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, span: activeSpan(), resolve, reject });
      this.#schedule();
    });
  }

  /** Inputs that wait for a call, and how many calls run. */
  get load() {
    return { waiting: this.#waiting.length, running: this.#calls };
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
    while (this.#calls < this.#callsMax && this.#waiting.length > 0) void this.#next();
  }

  async #next(): Promise<void> {
    const batch = this.#waiting.splice(0, this.#batchMax);
    this.#calls += 1;
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
    this.#calls -= 1;
    if (this.#waiting.length === 0) return settle();
    // The next call is sent before these inputs are answered: the other side works meanwhile.
    this.#fill();
    setImmediate(settle);
  }
}
