import { randomBytes, randomInt } from 'node:crypto';
import { staleAfter } from '@psnb2b/contract';
import { type Person, rolesOfSessions } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import { type Database, databaseRefusal, withoutCommitCheck } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { MINUTE_MS, SECOND_MS } from '../kit/time.ts';
import { suspendedAmong, tenantIdsOf } from '../partners/index.ts';
import { type Change, Followed } from './followed.ts';
import { History } from './history.ts';
import { BEAT, liveEvent } from './live-event.ts';
import { LiveStream, type Watcher } from './live-stream.ts';
import { readable } from './readable.ts';

/** How often the database is asked. */
export const POLL_MS = 500;
/** A stream says something every other round at most, so at most once a second. */
const ROUNDS_APART = 2;
const BEAT_MS = 15 * SECOND_MS;
/** How long the tenants of a closed stream are followed on, for the page that comes back. */
const LINGER_MS = MINUTE_MS;
const STREAMS_OF_SESSION_MAX = 4;
const STREAMS_MAX = 5_000;
/** Pages of a server that was restarted come back within this, each at its own time. */
const SPREAD_MS = 5_000;
const FULL_RETRY_S = 10;

/** The scope of everything that staff may see. */
const STAFF = 'staff';

interface LiveParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly onError: (error: Error) => void;
}

interface FollowedTenant {
  streams: number;
  /** performance.now() of the end of its last stream. */
  leftAt: number;
  /** The number of the last change before it was followed. */
  readonly since: number;
}

/**
 * The streams of this process that tell open pages what has changed. While there are any, the database is asked twice a second, once for
 * all of them; an event is encoded once for all who get it.
 */
export class Live implements AsyncDisposable {
  readonly #parts: LiveParts;
  readonly #followed: Followed;
  readonly #history = new History();
  /** Numbers of changes mean something only within one epoch. */
  readonly #epoch = randomBytes(6).toString('hex');
  readonly #streams = new Map<string, Set<LiveStream>>();
  readonly #all = new Set<LiveStream>();
  readonly #ofSession = new Map<string, number>();
  readonly #tenants = new Map<number, FollowedTenant>();
  #suspects = new Set<LiveStream>();
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #running: Promise<void> | undefined;
  #round = 0;
  #beatAt = 0;
  #isClosed = false;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#followed = new Followed(parts.database.quickReads);
  }

  /** How many streams are open. */
  get size(): number {
    return this.#all.size;
  }

  /**
   * Opens a stream for a person; `lastEventId` is the last event that the page has seen. Throws `rate_limited` if the session has its
   * four already, and `unavailable` if the server has its 5,000, or is ending.
   */
  async open(person: Person, lastEventId: string | undefined): Promise<LiveStream> {
    if (this.#isClosed || this.#all.size >= STREAMS_MAX) throw databaseRefusal('unavailable');
    const { sessionId } = person.session;
    // nothing: a session without an open stream has none.
    const open = this.#ofSession.get(sessionId) ?? 0;
    if (open >= STREAMS_OF_SESSION_MAX) throw tooMany();
    this.#ofSession.set(sessionId, open + 1);
    try {
      return await this.#open(person, lastEventId);
    } catch (error) {
      this.#leave(sessionId);
      throw error;
    }
  }

  /**
   * Returns the id of the last change before now, for a page that is about to read and to open a stream: with it, the stream begins with what
   * changed since, and the page need not read everything twice. Null if the server is ending.
   */
  async position(person: Pick<Person, 'partnerId'>): Promise<string | null> {
    if (this.#isClosed) return null;
    await this.#begin();
    // Held for a moment, until its stream opens.
    for (const each of await this.#follow(person)) {
      this.#hold(each);
      this.#release(each);
    }
    return this.#id();
  }

  /** Ends every stream, so that its page comes back to whoever serves next, and opens no other. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const stream of this.#all) {
      stream.say(liveEvent('closing', null, { retry_ms: randomInt(SPREAD_MS) }));
      stream.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.#running;
  }

  async #open(person: Person, lastEventId: string | undefined): Promise<LiveStream> {
    const { partnerId, userId, session, role, webApp } = person;
    const { reads } = this.#parts.database;
    await this.#begin();
    const tenantIds = await this.#follow(person);
    const isSuspended =
      partnerId !== null && (await suspendedAmong(reads, [partnerId])).has(partnerId);
    if (this.#isClosed) throw databaseRefusal('unavailable');
    const watcher: Watcher = {
      ...{ sessionId: session.sessionId, userId, role, partnerId, isSuspended },
      scopes: [
        `user:${userId}`,
        ...(partnerId === null ? [STAFF] : [`partner:${partnerId}`]),
        ...tenantIds.map((each) => `tenant:${each}`),
      ],
      reads: readable(webApp, role),
    };
    const begins = Math.max(0, ...tenantIds.map((each) => this.#hold(each).since));
    const stream = new LiveStream(watcher, () => this.#remove(stream, tenantIds));
    this.#all.add(stream);
    for (const scope of watcher.scopes) this.#in(scope).add(stream);
    this.#greet(stream, lastEventId, begins);
    return stream;
  }

  /** Begins to follow the tenants of a person's business, from now on; staff have none. */
  async #follow({ partnerId }: Pick<Person, 'partnerId'>): Promise<readonly number[]> {
    if (partnerId === null) return [];
    const tenantIds = await tenantIdsOf(this.#parts.database.reads, partnerId);
    await this.#followed.follow(tenantIds);
    return tenantIds;
  }

  /** Says where the stream begins: after the event that its page has seen, or anew. */
  #greet(stream: LiveStream, lastEventId: string | undefined, begins: number): void {
    const [epoch, number] = lastEventId?.split('.') ?? [];
    const seen = epoch === this.#epoch ? Number(number) : Number.NaN;
    const missed = seen >= begins ? this.#history.after(seen) : null;
    // What was missed is said next: until then its page has seen no more than before.
    const id = missed === null ? this.#id() : `${this.#epoch}.${seen}`;
    stream.say(liveEvent('open', id, { all: missed === null }));
    for (const change of missed ?? []) {
      if (stream.watcher.scopes.some((scope) => concerns(change, scope))) {
        stream.note(staleAfter(change.topic, appOf(stream)), this.#history.last);
      }
    }
  }

  #id(): string {
    return `${this.#epoch}.${this.#history.last}`;
  }

  #in(scope: string): Set<LiveStream> {
    const found = this.#streams.get(scope) ?? new Set();
    this.#streams.set(scope, found);
    return found;
  }

  #hold(tenantId: number): FollowedTenant {
    const held = this.#tenants.get(tenantId) ?? {
      ...{ streams: 0, leftAt: 0, since: this.#history.last },
    };
    held.streams += 1;
    this.#tenants.set(tenantId, held);
    return held;
  }

  #remove(stream: LiveStream, tenantIds: readonly number[]): void {
    const { scopes, sessionId } = stream.watcher;
    this.#all.delete(stream);
    this.#suspects.delete(stream);
    for (const scope of scopes) {
      this.#streams.get(scope)?.delete(stream);
      if (this.#streams.get(scope)?.size === 0) this.#streams.delete(scope);
    }
    for (const each of tenantIds) this.#release(each);
    this.#leave(sessionId);
  }

  #release(tenantId: number): void {
    const held = this.#tenants.get(tenantId);
    if (!held) return;
    held.streams -= 1;
    held.leftAt = performance.now();
  }

  #leave(sessionId: string): void {
    // nothing: a session that is not counted has none.
    const open = (this.#ofSession.get(sessionId) ?? 1) - 1;
    if (open === 0) this.#ofSession.delete(sessionId);
    else this.#ofSession.set(sessionId, open);
  }

  /** Begins to ask the database, if nobody was watching before. */
  async #begin(): Promise<void> {
    if (!this.#isAsking) {
      this.#isAsking = true;
      // The poll is nobody's act: what is checked before the commits of a call does not apply to it.
      this.#running = withoutCommitCheck(() => this.#poll());
    }
    await this.#running;
  }

  async #poll(): Promise<void> {
    const began = performance.now();
    try {
      const changes = await this.#followed.read();
      if (changes === null) this.#startOver();
      else for (const change of changes) this.#tell(change);
      this.#round += 1;
      this.#sayAll();
      if (began - this.#beatAt > BEAT_MS) {
        this.#beatAt = began;
        for (const stream of this.#all) stream.say(BEAT);
        this.#suspects = new Set(this.#all);
      }
      await this.#checkSuspects();
    } catch (error) {
      this.#parts.onError(error as Error);
    }
    this.#next(began);
  }

  #next(began: number): void {
    this.#forgetTenants(began);
    if (this.#isClosed || (this.#ofSession.size === 0 && this.#tenants.size === 0)) {
      this.#isAsking = false;
      return;
    }
    this.#timer = setTimeout(
      () => {
        this.#running = this.#poll();
      },
      Math.max(0, POLL_MS - (performance.now() - began)),
    );
    this.#timer.unref();
  }

  #forgetTenants(now: number): void {
    for (const [tenantId, { streams, leftAt }] of this.#tenants) {
      if (streams > 0 || now - leftAt < LINGER_MS) continue;
      this.#tenants.delete(tenantId);
      this.#followed.unfollow(tenantId);
    }
  }

  /** Something was missed: every page reads again what it shows. */
  #startOver(): void {
    this.#history.break();
    const text = liveEvent('open', this.#id(), { all: true });
    for (const stream of this.#all) stream.say(text);
  }

  #tell(change: Change): void {
    const number = this.#history.add(change);
    const { scope, topic } = change;
    const concerned = [...(this.#streams.get(scope) ?? [])];
    if (concerns(change, STAFF) && scope !== STAFF) {
      concerned.push(...(this.#streams.get(STAFF) ?? []));
    }
    for (const stream of concerned) {
      stream.note(staleAfter(topic, appOf(stream)), number);
      if (topic === 'person' || topic === 'sessions' || topic === 'business') {
        this.#suspects.add(stream);
      }
    }
  }

  #sayAll(): void {
    const texts = new Map<string, Buffer>();
    for (const stream of this.#all) {
      if (!stream.hasNews || this.#round - stream.saidIn < ROUNDS_APART) continue;
      const names = stream.take();
      const key = JSON.stringify(names);
      const text = texts.get(key) ?? liveEvent('changed', this.#id(), names);
      texts.set(key, text);
      stream.saidIn = this.#round;
      stream.say(text);
    }
  }

  /** Ends streams whose session has ended, and those of people whose role or business stands otherwise now: their pages open others. */
  async #checkSuspects(): Promise<void> {
    const suspects = [...this.#suspects];
    if (suspects.length === 0) return;
    this.#suspects = new Set();
    const { database, clock } = this.#parts;
    const roles = new Map<string, string>();
    for (const webApp of ['portal', 'console'] as const) {
      const ids = suspects
        .filter((each) => appOf(each) === webApp)
        .map(({ watcher }) => watcher.sessionId);
      if (ids.length === 0) continue;
      const found = await rolesOfSessions(database.reads, webApp, ids, clock.now());
      for (const [id, role] of found) roles.set(id, role);
    }
    const partners = new Set(suspects.flatMap(({ watcher }) => watcher.partnerId ?? []));
    const suspended = await suspendedAmong(database.reads, [...partners]);
    for (const stream of suspects) {
      const { sessionId, role, partnerId, isSuspended } = stream.watcher;
      const stands = partnerId !== null && suspended.has(partnerId);
      if (roles.get(sessionId) !== role || stands !== isSuspended) stream.end();
    }
  }
}

/** Whether whoever listens to a scope is concerned: staff by everything but what is one person's. */
function concerns({ scope }: Change, by: string): boolean {
  return scope === by || (by === STAFF && !scope.startsWith('user:'));
}

function appOf({ watcher }: LiveStream): 'portal' | 'console' {
  return watcher.partnerId === null ? 'console' : 'portal';
}

function tooMany(): Refusal {
  const members = { policy: 'live', limit: STREAMS_OF_SESSION_MAX, retry_after: FULL_RETRY_S };
  const detail = `This session has ${STREAMS_OF_SESSION_MAX} streams open; close one, or ask again later.`;
  return new Refusal('rate_limited', members, { retryAfter: FULL_RETRY_S, detail });
}
