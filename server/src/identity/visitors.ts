import type { WebApp } from '@psnb2b/contract';
import type { Database } from '../kit/database/index.ts';
import {
  addressPolicy,
  createPolicy,
  Limiter,
  type Limits,
  LookUps,
  type Policy,
  RecentlyGood,
} from '../kit/limits/index.ts';
import { ActCounter } from '../quotas/index.ts';
import type { Person } from './person.ts';

/** Per minute and address: how often people who are not signed in may read, and may try. */
const STRANGER_READS = 120;
const STRANGER_ACTS = 30;
/** Per minute and person. */
const PERSON_CALLS = 600;
/** Per minute and account: signing in from known browsers. */
const KNOWN_SIGN_INS = 20;

/** What a process remembers about callers of the portal and console APIs. */
export interface Visitors {
  /** Separate, so that a flood of addresses does not evict signed-in people. */
  readonly strangers: Limits;
  /** Look-ups of sessions, charged to strangers until somebody is found. */
  readonly lookUps: LookUps;
  readonly persons: Limits;
  /** Recently valid sessions, by the hash that they are looked up by. */
  readonly sessions: RecentlyGood;
  readonly acts: ActCounter;
}

export function createVisitors(database: Database): Visitors {
  const strangers = new Limiter();
  return {
    strangers,
    lookUps: new LookUps(strangers),
    persons: new Limiter(),
    sessions: new RecentlyGood(),
    acts: new ActCounter(database),
  };
}

export function ofPerson({ userId }: Pick<Person, 'userId'>): Policy {
  return createPolicy('person', [{ key: userId, limit: PERSON_CALLS }]);
}

export function ofStranger(webApp: WebApp, what: 'act' | 'read', address: string): Policy {
  const perMinute = what === 'act' ? STRANGER_ACTS : STRANGER_READS;
  return addressPolicy(address, perMinute, `${webApp} ${what}`);
}

/** The allowance of browsers in which somebody has signed in to an account before. */
export function ofKnownBrowser(webApp: WebApp, account: string): Policy {
  return createPolicy('account', [{ key: `${webApp} known ${account}`, limit: KNOWN_SIGN_INS }]);
}
