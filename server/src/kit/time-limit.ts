/** Whoever may take only so long. */
export interface Limited {
  /** performance.now() */
  readonly began: number;
  /** Its neighbours among those that run: null at first, and the limit's own. */
  earlier: Limited | null;
  later: Limited | null;
  /** Called once, when its time is over. */
  onOver(): void;
}

/**
 * One time limit for many: since all may take equally long, their times are over in the order in which they began, and one timer for the oldest is
 * enough. They are a list and not a set: a set that has grown old leaves tables behind, and what is in those the garbage collector keeps for long.
 */
export class TimeLimit {
  readonly #ms: number;
  #oldest: Limited | null = null;
  #newest: Limited | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** Whoever has begun just now. The process stays alive until it has ended. */
  begin(each: Limited): void {
    each.earlier = this.#newest;
    if (this.#newest) this.#newest.later = each;
    else this.#oldest = each;
    this.#newest = each;
    if (this.#timer === undefined) this.#wait(this.#ms);
    else if (this.#oldest === each) this.#timer.ref();
  }

  end(each: Limited): void {
    const { earlier, later } = each;
    if (earlier) earlier.later = later;
    else if (this.#oldest === each) this.#oldest = later;
    else return;
    if (later) later.earlier = earlier;
    else this.#newest = earlier;
    each.earlier = null;
    each.later = null;
    if (this.#oldest === null) this.#timer?.unref();
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    this.#timer = undefined;
    for (let each = this.#oldest; each !== null; each = this.#oldest) {
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
