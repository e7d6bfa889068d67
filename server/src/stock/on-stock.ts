import type { Tx } from '../kit/database/index.ts';

/**
 * Called in a transaction that has put codes of these shelves up for sale, while it holds their locks: whoever waits for them gets
 * them in the same commit.
 */
export type OnStock = (tx: Tx, shelves: readonly number[], at: Date) => Promise<unknown>;
