import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { atPort } from './at-port.ts';

/** A connection pooler in front of PostgreSQL, with the behaviour that clients notice. */
export interface Pooler extends AsyncDisposable {
  readonly url: string;
}

const AUTHENTICATION_OK = message('R', Buffer.from([0, 0, 0, 0]));
const READY = message('Z', Buffer.from('I'));
const TERMINATE = 'X'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);

/**
 * Lends its own connections to clients, for a session or for a transaction (PostgreSQL manual, "Message Flow"). Like
 * PgBouncer it greets clients itself, with an invented backend number, refuses settings in the start-up packet, and
 * lends the connection that was returned last.
 */
export async function openPooler(
  databaseUrl: string,
  mode: 'session' | 'transaction',
): Promise<Pooler> {
  const free: Socket[] = [];
  const all: Socket[] = [];
  const lend = async (): Promise<Socket> => {
    const kept = free.pop();
    if (kept) return kept;
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on('error', () => {});
    await client.connect();
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.removeAllListeners('data');
    all.push(stream);
    return stream;
  };
  const server = createServer((client) => {
    client.on('error', () => {});
    all.push(client);
    let lent: Socket | null = null;
    let giveBack = () => {};
    const handle = async (bytes: Buffer) => {
      if (bytes[0] === TERMINATE) return giveBack();
      if (!lent) {
        lent = await lend();
        const mine = lent;
        const onData = (answer: Buffer) => {
          client.write(answer);
          const isOver = answer.at(-6) === READY_FOR_QUERY && answer.at(-1) === IDLE;
          if (mode === 'transaction' && isOver) giveBack();
        };
        mine.on('data', onData);
        giveBack = () => {
          mine.off('data', onData);
          giveBack = () => {};
          lent = null;
          free.push(mine);
        };
      }
      lent.write(bytes);
    };
    client.once('data', (startup: Buffer) => {
      if (startup.includes('\0options\0')) {
        client.end(message('E', Buffer.from('SFATAL\0C08P01\0Munsupported startup parameter\0\0')));
        return;
      }
      const key = Buffer.alloc(8);
      key.writeUInt32BE(0x7fff_fff0, 0);
      client.write(Buffer.concat([AUTHENTICATION_OK, message('K', key), READY]));
      let turn = Promise.resolve();
      client.on('data', (bytes: Buffer) => {
        turn = turn.then(() => handle(bytes));
      });
      client.on('close', () => {
        turn = turn.then(() => giveBack());
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: atPort(databaseUrl, (server.address() as AddressInfo).port),
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of all) socket.destroy();
      await closed;
    },
  };
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
