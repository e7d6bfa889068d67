import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Vault } from '../vault/index.ts';

/** What the verbs of this module need. */
export interface FileParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
}
