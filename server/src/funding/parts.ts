import type { Guard } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { ProductLookup } from '../orders/index.ts';

export interface FundingParts extends Guard {
  readonly database: Database;
  readonly clock: Clock;
  readonly products: ProductLookup;
}
