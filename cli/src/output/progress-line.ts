import type { Terminal } from '../terminal.ts';

const CELLS = 30;

/** A bar on one line of a terminal, which is overwritten; nothing where nobody sees it. */
export class ProgressLine {
  readonly #terminal: Terminal;
  #isShown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  update(done: number, all: number): void {
    if (!this.#terminal.isTty.err) return;
    this.#isShown = true;
    const cells = Math.floor((done / all) * CELLS);
    const bar = '█'.repeat(cells) + '░'.repeat(CELLS - cells);
    this.#terminal.err.write(`\r\u001b[K${bar} ${done} of ${all}`);
  }

  /** Removes the bar. */
  end(): void {
    if (this.#isShown) this.#terminal.err.write('\r\u001b[K');
  }
}
