import { Refusal } from './refusal.ts';

/** What takes turns: a line is everything that waits under one name. */
export interface Turn {
  /** A known caller: served first, but never exclusively. */
  readonly isKnown: boolean;
  readonly name: string;
}

export interface FairLimits {
  /** How many may run at once. */
  readonly runningMax: number;
  /** How many may wait, of known callers and of strangers each, and under one name. */
  readonly waitingMax: number;
  readonly perNameMax: number;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: (refusal: Refusal) => void;
}

/** Of four turns a stranger gets one while a known caller waits. */
const KNOWN_OF_FOUR = 3;
const RETRY_SECONDS = 2;

/**
 * Runs work a few at a time, one line after another (round robin), so that a sender of many requests waits only for their own.
 * When the queue is full, the last of the longest line is refused in favour of a shorter line; refuses with `unavailable`.
 */
export class FairQueue {
  readonly #limits: FairLimits;
  readonly #known = new Map<string, Waiting[]>();
  readonly #strangers = new Map<string, Waiting[]>();
  #running = 0;
  #turn = 0;

  constructor(limits: FairLimits) {
    this.#limits = limits;
  }

  async run<Result>(turn: Turn, work: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.#limits.runningMax) this.#running += 1;
    else await this.#wait(turn);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #wait({ isKnown, name }: Turn): Promise<void> {
    const lines = isKnown ? this.#known : this.#strangers;
    const line = lines.get(name) ?? [];
    if (line.length >= this.#limits.perNameMax) throw full();
    const waiting = [...lines.values()].reduce((sum, each) => sum + each.length, 0);
    if (waiting >= this.#limits.waitingMax) giveWay(lines, line.length);
    return new Promise((resolve, reject) => {
      line.push({ start: resolve, refuse: reject });
      lines.set(name, line);
    });
  }

  /** Gives the free place to the next in turn. */
  #next(): void {
    const next = this.#take();
    if (next) next.start();
    else this.#running -= 1;
  }

  #take(): Waiting | undefined {
    this.#turn = (this.#turn + 1) % (KNOWN_OF_FOUR + 1);
    const order = [this.#known, this.#strangers];
    if (this.#turn === 0) order.reverse();
    return takeFrom(order[0]) ?? takeFrom(order[1]);
  }
}

/** The first of the line whose turn it is; the line moves behind all others. */
function takeFrom(lines: Map<string, Waiting[]> | undefined): Waiting | undefined {
  for (const [name, line] of lines ?? []) {
    const first = line.shift();
    lines?.delete(name);
    if (line.length > 0) lines?.set(name, line);
    return first;
  }
  return undefined;
}

/** Refuses the last of the longest line, unless the newcomer's line would be as long. */
function giveWay(lines: Map<string, Waiting[]>, own: number): void {
  const [longest = []] = [...lines.values()].sort((a, b) => b.length - a.length);
  if (longest.length <= own + 1) throw full();
  longest.pop()?.refuse(full());
}

function full(): Refusal {
  return new Refusal('unavailable', {}, { retryAfter: RETRY_SECONDS });
}
