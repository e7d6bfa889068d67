import type { KeyObject } from 'node:crypto';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { ShopWatch } from '../shop/index.ts';
import type { Passwords } from './passwords.ts';
import type { PeopleKeys } from './people-keys.ts';
import type { Visitors } from './visitors.ts';

/** What identity's verbs need. */
export interface IdentityParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly peopleKeys: PeopleKeys;
  readonly mailKey: KeyObject;
  readonly passwords: Passwords;
  readonly visitors: Visitors;
  readonly publicUrl: () => string;
  readonly shop: ShopWatch;
}

/** Where a person signs in from. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly at: Date;
}
