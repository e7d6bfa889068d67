import { inspect } from 'node:util';

const SHOWN = '[secret]';

/**
 * A value that does not show itself: logs, errors, JSON and inspection say `[secret]`. A class,
 * because only a private field keeps the value out of every enumeration.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself; call it as late as possible, and never into something that is kept. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
