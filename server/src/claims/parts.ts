import type { CatalogWatch } from '../catalog/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import type { Vault } from '../vault/index.ts';

/** What the verbs of claims need. */
export interface ClaimParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
  readonly vault: Vault;
  readonly config: { readonly approvalWindowMs: number };
}

/** The tenant whose claim it is. */
export interface ClaimOwner extends TenantRef {
  readonly partnerId: string;
}

/** A tenant as claims see it. */
export interface ClaimTenant extends ClaimOwner {
  readonly tier: string;
}
