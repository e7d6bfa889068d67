import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { writeTo } from '../terminal.ts';
import { createPeer, type Handle, parseMessage, refusalOf, rpcErrors } from './json-rpc.ts';

/** Serves one client on the standard streams, one message on each line, until the input ends or the signal aborts. */
export async function serveLines(
  { in: input, out, signal }: { in: Readable; out: Writable; signal: AbortSignal },
  handle: Handle,
): Promise<void> {
  const peer = createPeer(handle);
  const send = (message: object) => writeTo(out, `${JSON.stringify(message)}\n`);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const message = parseMessage(line);
    if (message === null) {
      await send(refusalOf(null, rpcErrors.parse, 'The line is not a message.'));
    } else void peer.take(message, { send });
  }
  signal.removeEventListener('abort', stop);
}
