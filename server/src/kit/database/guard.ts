import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { DatabaseSilent } from './errors.ts';

/** A goodbye on a silent connection must not take longer. */
const GOODBYE_MS = 1_000;

export interface GuardLimits {
  /** Limit for the answer to a statement, in milliseconds. */
  readonly answerMs: number;
  /** Limit for the answer to a COMMIT, which is never cancelled. */
  readonly commitMs: number;
}

/** Of one statement. */
interface Limit {
  readonly limitMs: number;
  readonly isCommit: boolean;
}

/** What we store about a connection beside the driver's own state. */
export interface Guard {
  /** A warning of the server beside its answer to the last statement; a COMMIT with a warning has an unknown outcome. */
  readonly warning: string | null;
  /** Limit for the next statement alone. */
  limitNext(milliseconds: number): void;
  /** Destroys the connection, without a goodbye and without a cancel request. */
  cut(error?: Error): void;
}

const guards = new WeakMap<pg.ClientBase, Guard>();

export function guardOf(client: pg.ClientBase): Guard {
  const guard = guards.get(client);
  if (!guard) throw new Error('the connection was not opened by this module');
  return guard;
}

/**
 * Sets our own deadline on every statement of a connection: when no answer comes, its socket is destroyed. The driver's
 * `query_timeout` only stops waiting and returns an unusable connection to the pool. Destroying the socket cancels nothing, so a
 * COMMIT continues on the server. `onSilent` is called for statements, not for a COMMIT, which may wait for a disk or a standby.
 */
export function guardConnection(
  client: pg.ClientBase,
  limits: GuardLimits,
  onSilent: () => void = () => {},
): Guard {
  let timer: NodeJS.Timeout | undefined;
  let nextMs: number | null = null;
  let warning: string | null = null;
  /** The limits of statements that were sent before the one in front of them was answered. */
  const behind: Limit[] = [];
  const { connection } = client as unknown as { connection: EventEmitter & { stream: Duplex } };
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const arm = ({ limitMs, isCommit }: Limit) => {
    warning = null;
    const mine = setTimeout(() => {
      // Data that arrived while this process was busy is read before the deadline is judged.
      setImmediate(() => {
        if (timer !== mine) return;
        rest();
        if (!isCommit) onSilent();
        connection.stream.destroy(new DatabaseSilent(limitMs));
      });
    }, limitMs);
    timer = mine;
  };
  // The driver's own listener is called first, and with it whoever waits for the answer.
  connection.on('readyForQuery', () => {
    rest();
    const next = behind.shift();
    if (next) arm(next);
  });
  // Every statement that was sent is answered, and one that could not be sent never will be.
  client.on('drain', () => {
    behind.length = 0;
    rest();
  });
  client.on('end', rest);
  // client_min_messages limits notices to warnings and above; the severity itself is localised.
  client.on('notice', ({ message }) => {
    warning = message ?? 'a warning';
  });
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
  client.query = ((...asked: unknown[]) => {
    const isCommit = asked[0] === 'COMMIT';
    const limit = { isCommit, limitMs: nextMs ?? (isCommit ? limits.commitMs : limits.answerMs) };
    nextMs = null;
    if (timer) behind.push(limit);
    else arm(limit);
    return query(...asked);
  }) as typeof client.query;
  const closing = client as pg.Client;
  const end = closing.end.bind(closing) as (done?: () => void) => Promise<void>;
  closing.end = ((done?: () => void) => {
    const goodbye = setTimeout(() => connection.stream.destroy(), GOODBYE_MS);
    client.once('end', () => clearTimeout(goodbye));
    goodbye.unref();
    return end(done);
  }) as typeof closing.end;
  const guard: Guard = {
    get warning() {
      return warning;
    },
    limitNext: (milliseconds) => {
      nextMs = milliseconds;
    },
    cut: (error) => {
      connection.stream.destroy(error);
    },
  };
  guards.set(client, guard);
  return guard;
}
