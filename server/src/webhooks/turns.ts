/** Who may wait for a turn. */
export interface Waiter {
  readonly tenantId: number;
}

/**
 * Assigns turns, first between tenants, then between the endpoints of a tenant: ten busy endpoints of one partner together get
 * what one endpoint of another gets.
 */
export class Turns<Each extends Waiter> {
  /** In insertion order; a tenant whose turn it was moves to the end. */
  readonly #tenants = new Map<number, Set<Each>>();
  /** The only one that waits: usually nobody else does, and then no map has to change. */
  #lone: Each | undefined;

  /** Waits for a turn; one that already waits keeps its place. */
  add(waiter: Each): void {
    if (waiter === this.#lone) return;
    if (this.#lone === undefined && this.#tenants.size === 0) {
      this.#lone = waiter;
      return;
    }
    if (this.#lone) this.#enter(this.#lone);
    this.#lone = undefined;
    this.#enter(waiter);
  }

  #enter(waiter: Each): void {
    const theirs = this.#tenants.get(waiter.tenantId);
    if (theirs) theirs.add(waiter);
    else this.#tenants.set(waiter.tenantId, new Set([waiter]));
  }

  /** Returns whose turn it is; it must ask again for another turn. */
  next(): Each | undefined {
    if (this.#lone) {
      const lone = this.#lone;
      this.#lone = undefined;
      return lone;
    }
    for (const [tenantId, theirs] of this.#tenants) {
      const [first] = theirs;
      this.#tenants.delete(tenantId);
      if (first === undefined) continue;
      theirs.delete(first);
      if (theirs.size > 0) this.#tenants.set(tenantId, theirs);
      return first;
    }
    return undefined;
  }
}
