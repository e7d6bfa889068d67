import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { EgressOptions } from '../kit/egress/index.ts';
import type { Vault } from '../vault/index.ts';

/** What the verbs of webhooks need. */
export interface WebhookParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly egress: EgressOptions;
}
