/**
 * Tracks what the server is doing, so that it can stop: calls in progress, and requests that have not arrived completely. After
 * `stop` nothing new begins, and new requests are refused.
 */
export class Drain {
  #isLeaving = false;
  #isStopping = false;
  #calls = 0;
  #quiet: (() => void) | undefined;
  readonly #arriving = new Map<object, () => void>();

  /** Whether callers should go elsewhere; requests are still served. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** A call begins; the caller must call `ended` once. */
  began(): void {
    this.#calls += 1;
  }

  ended(): void {
    this.#calls -= 1;
    if (this.#calls === 0) this.#quiet?.();
  }

  /** The rest of a request is arriving; `refuse` answers it when we stop waiting. */
  arriving(request: object, refuse: () => void): void {
    this.#arriving.set(request, refuse);
  }

  /** The request is complete, or its sender has gone. */
  arrived(request: object): void {
    this.#arriving.delete(request);
  }

  /** Announces the end: from now on every reply ends its connection. */
  leave(): void {
    this.#isLeaving = true;
  }

  /** Begins nothing new from now on; resolves when all calls in progress are done. */
  async stop(): Promise<void> {
    this.#isLeaving = true;
    this.#isStopping = true;
    if (this.#calls === 0) return;
    await new Promise<void>((resolve) => {
      this.#quiet = resolve;
    });
  }

  /** Answers requests that never arrived completely. */
  refuseRest(): void {
    for (const refuse of this.#arriving.values()) refuse();
    this.#arriving.clear();
  }
}
