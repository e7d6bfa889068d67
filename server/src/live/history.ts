import type { Change } from './followed.ts';

const KEPT_MAX = 5_000;

/** The last changes, each with a number, for streams that come back after a break. */
export class History {
  #kept: { readonly number: number; readonly change: Change }[] = [];
  #last = 0;
  /** Changes up to this number are forgotten. */
  #gone = 0;

  get last(): number {
    return this.#last;
  }

  /** Appends a change and returns its number. */
  add(change: Change): number {
    this.#last += 1;
    this.#kept.push({ number: this.#last, change });
    if (this.#kept.length > 2 * KEPT_MAX) {
      this.#kept = this.#kept.slice(-KEPT_MAX);
      this.#gone = this.#last - KEPT_MAX;
    }
    return this.#last;
  }

  /** Says that something was missed: nobody can go on from before it. */
  break(): void {
    this.#last += 1;
    this.#kept = [];
    this.#gone = this.#last;
  }

  /** The changes after a number; null if some of them are forgotten. */
  after(number: number): Change[] | null {
    if (number < this.#gone || number > this.#last) return null;
    return this.#kept.filter((each) => each.number > number).map(({ change }) => change);
  }
}
