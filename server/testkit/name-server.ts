import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Addresses of a name, of both families; a function is called for each query. */
export type Records = Record<string, readonly string[] | (() => readonly string[])>;

/** A name server of this machine that knows some names, and answers for all others that they do not exist. */
export interface NameServer extends AsyncDisposable {
  /** `ip:port`. */
  readonly address: string;
  /** The names that it knows; can be changed at any time. */
  readonly records: Records;
}

const HEADER_BYTES = 12;
const FAMILIES: Readonly<Record<number, 4 | 6>> = { 1: 4, 28: 6 };
const NO_SUCH_NAME = 3;

/**
 * Starts a name server that speaks DNS (RFC 1035) over UDP: A and AAAA, without compression, with a time to live of 0.
 */
export async function openNameServer(records: Records): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    socket.send(reply(query, records), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records,
    [Symbol.asyncDispose]: async () => {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}

function reply(query: Buffer, records: Records): Buffer {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const question = query.subarray(HEADER_BYTES, at + 5);
  const family = FAMILIES[query.readUInt16BE(at + 1)];
  const known = records[labels.join('.').toLowerCase()];
  const all = typeof known === 'function' ? known() : (known ?? []);
  const found = all.filter((each) => (each.includes(':') ? 6 : 4) === family);
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  // A response, with recursion available, and whether the name exists.
  header.writeUInt16BE(0x8180 | (known ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  return Buffer.concat([header, question, ...found.map((each) => answerOf(question, each))]);
}

function answerOf(question: Buffer, address: string): Buffer {
  const bytes = address.includes(':')
    ? bytesOfV6(address)
    : Buffer.from(address.split('.').map(Number));
  const fields = Buffer.alloc(6);
  fields.writeUInt16BE(bytes.length, 4);
  return Buffer.concat([question, fields, bytes]);
}

function bytesOfV6(address: string): Buffer {
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail = ''] = host.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const middle = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const groups = [...left, ...middle, ...right].map((each) => each.padStart(4, '0'));
  return Buffer.from(groups.join(''), 'hex');
}
