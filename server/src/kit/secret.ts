import { inspect } from 'node:util';

const SHOWN = '[secret]';

/**
 * A value that logs, errors, JSON and inspection show as `[secret]`. A class, because only a private field hides the value from
 * every enumeration.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself; call it as late as possible, and never pass it to something that is stored. */
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
