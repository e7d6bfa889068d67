import type { Database, Tx } from '../kit/database/index.ts';
import type { Refusal } from '../kit/refusal.ts';
import { dayOf } from './day.ts';
import { findQuotaRefusal, type Spender, spendQuota, trySpendQuota } from './spend-quota.ts';

/** How many acts of one owner may be owed before they are written in a commit of their own. */
const OWED_MAX = 25;
/** Limit on owners with owed acts; the one that has waited longest is written off. */
const OWNERS_MAX = 10_000;

/** One act, between its admission and its reply. */
export interface CountedAct {
  /** Counts it, and what is owed, in the transaction that it commits; `limit_reached` undoes the act. */
  count(tx: Tx): Promise<void>;
  /** Call it after the reply: an act that committed nothing is owed from then on. A second call does nothing. */
  end(): void;
}

interface Owed {
  readonly day: string;
  acts: number;
}

/**
 * Counts acts in the quota `acts` without commits of their own. An act that commits is counted in its commit. An act that was
 * refused or changed nothing is owed, in memory, until the owner's next commit or the 25th such act. A process that ends loses
 * what is owed to it.
 */
export class ActCounter {
  readonly #database: Database;
  readonly #owed = new Map<string, Owed>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Begins an act; returns the refusal if this owner's quota for the day is used up. */
  async begin(spender: Spender): Promise<CountedAct | Refusal> {
    if (this.#owes(spender) >= OWED_MAX) {
      const refusal = await this.#write(spender);
      if (refusal) return refusal;
    }
    let isOpen = true;
    let isWritten = false;
    return {
      count: async (tx) => {
        if (isWritten) return;
        isWritten = true;
        const owed = this.#take(spender);
        try {
          await spendQuota(tx, 'acts', spender, owed + 1);
        } catch (error) {
          this.#owe(spender, owed);
          throw error;
        }
      },
      end: () => {
        if (isOpen && !isWritten) this.#owe(spender, 1);
        isOpen = false;
      },
    };
  }

  /** Writes what is owed in a commit of its own; returns the refusal if that is more than is left. */
  async #write(spender: Spender): Promise<Refusal | null> {
    const owed = this.#take(spender);
    const isSpent = await this.#database.transaction((tx) =>
      trySpendQuota(tx, 'acts', spender, owed),
    );
    if (isSpent) return null;
    this.#owe(spender, OWED_MAX);
    return findQuotaRefusal(this.#database.reads, 'acts', spender, OWED_MAX);
  }

  #owes({ owner, at }: Spender): number {
    const owed = this.#owed.get(owner);
    return owed?.day === dayOf(at) ? owed.acts : 0;
  }

  #take(spender: Spender): number {
    const owed = this.#owes(spender);
    this.#owed.delete(spender.owner);
    return owed;
  }

  #owe(spender: Spender, acts: number): void {
    if (acts === 0) return;
    const owed = this.#owes(spender) + acts;
    this.#owed.delete(spender.owner);
    this.#owed.set(spender.owner, { day: dayOf(spender.at), acts: owed });
    if (this.#owed.size <= OWNERS_MAX) return;
    for (const oldest of this.#owed.keys()) {
      this.#owed.delete(oldest);
      return;
    }
  }
}
