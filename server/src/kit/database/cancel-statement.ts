import { once } from 'node:events';
import { Socket } from 'node:net';
import type pg from 'pg';

/** The code of a CancelRequest (PostgreSQL, protocol 3.0, section 54.7). */
const CANCEL = 80_877_102;
const BYTES = 16;

interface Opened {
  readonly processID?: number | null;
  readonly secretKey?: number | null;
  readonly host?: string;
  readonly port?: number;
}

/**
 * Asks PostgreSQL to cancel what a connection runs, by the key that only that connection was given, so that a pooler between passes it on to the
 * right process. Resolves when PostgreSQL has passed it on, or after `limitMs`; the statement itself ends by its own error.
 */
export async function cancelStatement(client: pg.ClientBase, limitMs: number): Promise<void> {
  const { processID, secretKey, host, port } = client as unknown as Opened;
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return;
  const request = Buffer.alloc(BYTES);
  for (const [index, value] of [BYTES, CANCEL, processID, secretKey].entries()) {
    request.writeInt32BE(value, index * 4);
  }
  const socket = new Socket();
  socket.setTimeout(limitMs, () => socket.destroy());
  socket.on('error', () => {});
  const over = once(socket, 'close');
  if (host?.startsWith('/')) socket.connect(`${host}/.s.PGSQL.${port}`);
  else socket.connect(Number(port), String(host));
  socket.end(request);
  // Its end is only seen by who reads.
  socket.resume();
  await over;
}
