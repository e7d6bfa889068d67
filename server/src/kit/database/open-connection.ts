import { Socket } from 'node:net';
import pg from 'pg';
import { type Deadlines, ownDeadline } from './deadlines.ts';
import { ConnectFailed } from './errors.ts';
import { guardConnection } from './guard.ts';
import { typeParsers } from './parse.ts';
import { prepareSession, type Settings } from './session.ts';

/** A dead idle connection is detected within eight seconds. */
const KEEP_ALIVE = { enable: true, initialDelay: 5_000, interval: 1_000, count: 3 };

/**
 * Socket options of a connection. The driver's own `keepAlive` stays off: it sets only the first delay and would restore the
 * system's two hours for the rest. Keep-alive does not run while sent bytes wait for their acknowledgement, and Node cannot set
 * TCP_USER_TIMEOUT: there only our own deadlines help.
 */
export function connectionConfig(
  url: string,
  { connectMs }: Deadlines,
  name = 'psnb2b',
): pg.ClientConfig {
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
    application_name: name,
  };
}

/** Guards a new connection and applies our settings to it; ends it if it is unusable. */
export async function makeOurs(
  client: pg.ClientBase,
  deadlines: Deadlines,
  own: Settings,
  onSilent: () => void,
  isStandby = false,
): Promise<void> {
  const statementMs = Number(own.statement_timeout ?? deadlines.statementMs);
  if (!(statementMs > 0)) throw new Error('a connection has a deadline, in milliseconds');
  const limits = { answerMs: ownDeadline(statementMs), commitMs: deadlines.commitMs };
  guardConnection(client, limits, onSilent).limitNext(deadlines.connectMs);
  await prepareSession(client, deadlines, own, isStandby);
}

/** Opens a connection that the caller must end. Throws `ConnectFailed` with the reason as its cause. */
export async function openConnection(
  url: string,
  deadlines: Deadlines,
  own: Settings = {},
  { onSilent = () => {}, onError = () => {}, signal, pipeline = false }: Opening = {},
): Promise<pg.Client> {
  const client = new pg.Client({ ...connectionConfig(url, deadlines), pipeline });
  client.on('error', onError);
  const leave = () => abandon(client);
  signal?.addEventListener('abort', leave);
  try {
    await client.connect();
    await makeOurs(client, deadlines, own, onSilent);
  } catch (error) {
    void client.end().catch(() => {});
    throw new ConnectFailed('the database cannot be reached', { cause: error });
  } finally {
    signal?.removeEventListener('abort', leave);
  }
  return client;
}

/** Destroys the socket without a goodbye: a silent server would not read it. */
export function abandon(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}

export interface Opening {
  /** Statements are sent before those in front of them are answered. */
  readonly pipeline?: boolean;
  /** Called when a statement had no answer within our own deadline. */
  readonly onSilent?: () => void;
  /** Ends the attempt to connect, whatever it waits for. */
  readonly signal?: AbortSignal;
  /** Called when the connection broke. */
  readonly onError?: (error: Error) => void;
}
