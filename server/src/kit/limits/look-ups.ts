import { type Soon, whenHere } from '../soon.ts';
import type { Limits } from './limits.ts';
import type { Policy, Taken } from './policy.ts';

const WAITING_MAX = 200;

interface Line {
  underWay: number;
  readonly waiting: (() => void)[];
}

/**
 * Look-ups for callers who are strangers until they are found. Each is charged to its address before it begins, and is refunded
 * if it finds somebody. If the address has nothing left, a look-up waits for running ones, because their charges may be refunded:
 * so many valid keys behind one address are all served at once, and invented keys still cost no more look-ups than the address has
 * requests.
 */
export class LookUps {
  readonly #limits: Limits;
  readonly #lines = new Map<string, Line>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Charges a look-up, at once if there is no doubt. If that is allowed, `end` must follow. */
  begin(policy: Policy): Soon<Taken> {
    return whenHere(this.#limits.take(policy), (taken) => this.#begun(policy, taken));
  }

  #begun(policy: Policy, taken: Taken): Soon<Taken> {
    const line = this.#lineOf(policy);
    if (taken.allowed) {
      line.underWay += 1;
      return taken;
    }
    if (line.underWay === 0) this.#next(policy, line);
    if (line.underWay === 0 || line.waiting.length >= WAITING_MAX) return taken;
    return new Promise<void>((resolve) => line.waiting.push(resolve)).then(() =>
      this.begin(policy),
    );
  }

  /** Refunds the charge unless nobody was found. */
  end(taken: Taken, isFound: boolean): Soon<void> {
    return whenHere(isFound ? this.#limits.giveBack(taken) : undefined, () => {
      const line = this.#lineOf(taken.policy);
      line.underWay -= 1;
      this.#next(taken.policy, line);
    });
  }

  /** Wakes the next waiting look-up; the last one removes the queue. */
  #next(policy: Policy, line: Line): void {
    line.waiting.shift()?.();
    if (line.underWay === 0 && line.waiting.length === 0) this.#lines.delete(keyOf(policy));
  }

  #lineOf(policy: Policy): Line {
    const key = keyOf(policy);
    const found = this.#lines.get(key);
    if (found) return found;
    const line: Line = { underWay: 0, waiting: [] };
    this.#lines.set(key, line);
    return line;
  }
}

/** The widest network of the address: look-ups of its neighbours may free it, too. */
function keyOf({ name, buckets }: Policy): string {
  return `${name} ${buckets.at(-1)?.key}`;
}
