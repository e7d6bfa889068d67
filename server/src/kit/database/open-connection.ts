import { Socket } from 'node:net';
import pg from 'pg';
import { type Deadlines, ownDeadline } from './deadlines.ts';
import { ConnectFailed } from './errors.ts';
import { guardConnection } from './guard.ts';
import { typeParsers } from './parse.ts';
import { prepareSession, type Settings } from './session.ts';

/** An idle connection that is dead is found within eight seconds. */
const KEEP_ALIVE = { enable: true, initialDelay: 5_000, interval: 1_000, count: 3 };

/**
 * How connections are made. The driver's own `keepAlive` stays off: it knows the first delay alone
 * and would put the system's two hours back in place of the rest. While sent bytes wait for their
 * acknowledgement keep-alive does not run, and Node cannot set TCP_USER_TIMEOUT: there only our own
 * deadlines help.
 */
export function connectionConfig(url: string, { connectMs }: Deadlines): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    stream: () => {
      const socket = new Socket();
      socket.once('connect', () => {
        (socket.setKeepAlive as (options: typeof KEEP_ALIVE) => void)(KEEP_ALIVE);
      });
      return socket;
    },
    types: typeParsers(),
    application_name: 'psnb2b',
  };
}

/** Guards a connection that was just made, and gives it our settings; ends it when it is no use. */
export async function makeOurs(
  client: pg.ClientBase,
  deadlines: Deadlines,
  own: Settings,
  onSilent: () => void,
): Promise<void> {
  const statementMs = Number(own.statement_timeout ?? deadlines.statementMs);
  if (!(statementMs > 0)) throw new Error('a connection has a deadline, in milliseconds');
  const limits = { answerMs: ownDeadline(statementMs), commitMs: deadlines.commitMs };
  guardConnection(client, limits, onSilent).limitNext(deadlines.connectMs);
  await prepareSession(client, deadlines, own);
}

/** A connection of its own, for the caller to end. Throws `ConnectFailed`, its cause the reason. */
export async function openConnection(
  url: string,
  deadlines: Deadlines,
  own: Settings = {},
  { onSilent = () => {}, onError = () => {} }: Listeners = {},
): Promise<pg.Client> {
  const client = new pg.Client(connectionConfig(url, deadlines));
  client.on('error', onError);
  try {
    await client.connect();
    await makeOurs(client, deadlines, own, onSilent);
  } catch (error) {
    void client.end().catch(() => {});
    throw new ConnectFailed('the database cannot be reached', { cause: error });
  }
  return client;
}

export interface Listeners {
  /** A statement had no answer within our own deadline. */
  readonly onSilent?: () => void;
  /** The connection broke. */
  readonly onError?: (error: Error) => void;
}
