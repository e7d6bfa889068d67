import type { Writable } from 'node:stream';

export interface Progress {
  /** Shown beside the share, if rows are what is counted. */
  readonly rowsDone?: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

const CELLS = 40;
const EVERY_MS = 100;

/** One line of a terminal that is overwritten: how much is done, and how long the rest takes at this pace. */
export class ProgressLine {
  readonly #out: Writable;
  readonly #now: () => number;
  readonly #begun: number;
  #shown = Number.NEGATIVE_INFINITY;

  /** `now` is in milliseconds of a monotonic clock. */
  constructor(out: Writable, now: () => number = () => performance.now()) {
    this.#out = out;
    this.#now = now;
    this.#begun = now();
  }

  update({ rowsDone, bytesDone, bytesTotal }: Progress): void {
    const isWhole = bytesDone >= bytesTotal;
    if (!isWhole && this.#now() - this.#shown < EVERY_MS) return;
    this.#shown = this.#now();
    const share = isWhole ? 1 : bytesDone / bytesTotal;
    const cells = Math.floor(share * CELLS);
    const bar = '█'.repeat(cells) + '░'.repeat(CELLS - cells);
    const rows = rowsDone === undefined ? '' : ` | ${rowsDone} rows`;
    const passed = this.#shown - this.#begun;
    const left = share === 0 ? '' : ` | ${Math.ceil((passed / share - passed) / 1000)} s left`;
    this.#out.write(`\r\u001b[K${bar} ${Math.floor(share * 100)}%${rows}${left}`);
  }

  /** Ends the line, so that later output begins on a line of its own. */
  end(): void {
    if (this.#shown !== Number.NEGATIVE_INFINITY) this.#out.write('\n');
  }
}
