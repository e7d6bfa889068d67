import type { CatalogWatch } from '../catalog/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Vault } from '../vault/index.ts';

/** What the verbs of claims work with. */
export interface ClaimParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
  readonly vault: Vault;
}

/** A tenant as claims see it. */
export interface ClaimTenant {
  readonly tenantId: number;
  readonly mode: 'live' | 'test';
  readonly partnerId: string;
  readonly tier: string;
}

/** Who acts, from where. */
export interface By {
  /** `key:key_…`, `person:usr_…`, `staff:usr_…`, `operator:…`. */
  readonly actor: string;
  readonly at: Date;
  readonly address?: string;
  readonly requestId?: string;
}
