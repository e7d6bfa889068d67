import type { CatalogWatch } from '../catalog/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Gaps } from '../kit/gaps/index.ts';
import type { AccountDirectory } from '../ledger/index.ts';
import type { ShelfDirectory } from '../stock/index.ts';
import type { Vault } from '../vault/index.ts';
import type { Placing } from './member.ts';
import type { RecentHolds } from './recent-holds.ts';
import type { RevealBatches } from './reveal-batches.ts';

/** What the verbs of orders need. */
export interface OrderParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
  readonly accounts: AccountDirectory;
  readonly shelves: ShelfDirectory;
  readonly batches: Placing;
  readonly holds: RecentHolds;
  readonly reveals: RevealBatches;
  readonly vault: Vault;
  readonly gaps: Gaps;
  readonly config: { readonly approvalWindowMs: number };
}
