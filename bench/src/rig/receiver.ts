import { type AddressInfo, createServer } from 'node:net';

const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)/i;
/** The head that node:http sends, so that the sender has as much to read. */
const REPLY =
  `HTTP/1.1 200 OK\r\nDate: ${new Date().toUTCString()}\r\nConnection: keep-alive\r\n` +
  'Keep-Alive: timeout=5\r\nContent-Length: 0\r\n\r\n';

/** How long it takes to answer. */
const ANSWER_MS = Number(process.argv[2] ?? 0);

/**
 * A child process that reads each POST to its last byte and answers 200, as cheaply as Node can, or after the milliseconds of its
 * argument. In production a receiver runs on another machine; here it shares two cores with the sender that is measured.
 */
const server = createServer({ noDelay: true }, (socket) => {
  let carried: Buffer | null = null;
  socket.on('data', (chunk: Buffer) => {
    const bytes: Buffer = carried ? Buffer.concat([carried, chunk]) : chunk;
    let from = 0;
    for (let next = endOf(bytes, from); next !== null; next = endOf(bytes, from)) {
      if (ANSWER_MS > 0) setTimeout(() => socket.write(REPLY, 'latin1'), ANSWER_MS);
      else socket.write(REPLY, 'latin1');
      from = next;
    }
    carried = from < bytes.length ? bytes.subarray(from) : null;
  });
  socket.on('error', () => socket.destroy());
});

/** Returns where the request that begins at `from` ends; null while it is incomplete. */
function endOf(bytes: Buffer, from: number): number | null {
  const head = bytes.indexOf(HEAD_END, from, 'latin1');
  if (head < 0) return null;
  const length = LENGTH.exec(bytes.toString('latin1', from, head))?.[1];
  if (length === undefined) throw new Error('a request came without its length');
  const end = head + HEAD_END.length + Number(length);
  return end <= bytes.length ? end : null;
}

server.listen(0, '127.0.0.1', () => {
  console.log(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('SIGTERM', () => process.exit(0));
