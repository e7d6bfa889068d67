import type { Door } from '@psnb2b/contract';
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

/** A minute and address: whoever is not signed in reads so often, and tries so often. */
const STRANGER_READS = 120;
const STRANGER_ACTS = 30;
/** A minute and person. */
const PERSON_CALLS = 600;
/** A minute and account: signing in from browsers that did so before. */
const KNOWN_SIGN_INS = 20;

/** What a process remembers of who knocks at the doors. */
export interface Visitors {
  /** Apart, so that a flood of addresses forgets nobody who is signed in. */
  readonly strangers: Limits;
  /** Of sessions, charged to strangers until somebody is found. */
  readonly lookUps: LookUps;
  readonly persons: Limits;
  /** Sessions that were there of late, by the hash that they are looked up by. */
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

export function ofStranger(door: Door, what: 'act' | 'read', address: string): Policy {
  const perMinute = what === 'act' ? STRANGER_ACTS : STRANGER_READS;
  return addressPolicy(address, perMinute, `${door} ${what}`);
}

/** The lane of browsers in which somebody signed in to an account before. */
export function ofKnownBrowser(door: Door, account: string): Policy {
  return createPolicy('account', [{ key: `${door} known ${account}`, limit: KNOWN_SIGN_INS }]);
}
