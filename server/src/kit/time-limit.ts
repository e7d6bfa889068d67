/** Whoever may take only so long. */
export interface Limited {
  /** performance.now() */
  readonly began: number;
  /** Called once, when its time is over. */
  onOver(): void;
}

/**
 * One time limit for many: since all may take equally long, their times are over in the order in which they began, and one timer for the oldest is enough.
 * A timer for each would cost as much as its request is worth.
 */
export class TimeLimit {
  readonly #ms: number;
  /** By when they began. */
  readonly #running = new Set<Limited>();
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** Whoever begins now. The process stays alive until it has ended. */
  begin(each: Limited): void {
    this.#running.add(each);
    if (this.#timer === undefined) this.#wait(this.#ms);
    else if (this.#running.size === 1) this.#timer.ref();
  }

  end(each: Limited): void {
    if (this.#running.delete(each) && this.#running.size === 0) this.#timer?.unref();
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    this.#timer = undefined;
    for (const each of this.#running) {
      const left = each.began + this.#ms - performance.now();
      if (left > 0) {
        this.#wait(Math.ceil(left));
        return;
      }
      this.end(each);
      each.onOver();
    }
  }
}
