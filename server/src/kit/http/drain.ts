/**
 * What the server is doing, so that it can stop: calls that are being served, and requests of which a
 * part has not arrived yet. From `stop` on nothing new is begun, and whoever comes is refused.
 */
export class Drain {
  #isStopping = false;
  #calls = 0;
  #quiet: (() => void) | undefined;
  readonly #arriving = new Map<object, () => void>();

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** A call begins; whoever says so calls `ended` once. */
  began(): void {
    this.#calls += 1;
  }

  ended(): void {
    this.#calls -= 1;
    if (this.#calls === 0) this.#quiet?.();
  }

  /** The rest of a request is on its way; `refuse` answers it when we do not wait any longer. */
  arriving(request: object, refuse: () => void): void {
    this.#arriving.set(request, refuse);
  }

  /** It is all there, or its sender has gone. */
  arrived(request: object): void {
    this.#arriving.delete(request);
  }

  /** Begins nothing new from now on; resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#calls === 0) return;
    await new Promise<void>((resolve) => {
      this.#quiet = resolve;
    });
  }

  /** Answers those whose requests never came to their end. */
  refuseRest(): void {
    for (const refuse of this.#arriving.values()) refuse();
    this.#arriving.clear();
  }
}
