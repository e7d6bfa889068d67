import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { AccountDirectory } from '../ledger/index.ts';
import type { Notifier } from '../notifications/index.ts';
import type { ProductLookup } from '../orders/index.ts';
import type { Vault } from '../vault/index.ts';

/** What issuing documents needs. */
export interface InvoicingParts extends Notifier {
  readonly database: Database;
  readonly clock: Clock;
  readonly accounts: AccountDirectory;
  readonly products: ProductLookup;
  readonly vault: Vault;
}
