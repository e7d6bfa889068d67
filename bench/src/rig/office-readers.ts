import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { letMainFirst } from '../../../server/src/kit/let-main-first.ts';

/** One person: an address that is read to its end again and again, and the session. */
export interface OfficeReader {
  readonly address: string;
  readonly cookie: string;
}

/** Between two reports of one reader: people read what they asked for. */
const PAUSE_MS = 500;
const READ_BYTES = 64 * 1024;
const STATUS = /^HTTP\/1\.1 (\d+) /;
const OK = 200;

/** People who read all the time, each one thing, from a thread that gives way: their browsers are elsewhere. */
export class OfficeReaders implements AsyncDisposable {
  readonly #worker: Worker;

  constructor(readers: readonly OfficeReader[]) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: readers });
  }

  begin(): void {
    this.#worker.postMessage('begin');
  }

  /** Breaks off what is being read. Returns how many replies were read to their end. */
  async end(): Promise<number> {
    this.#worker.postMessage('end');
    const [read] = await once(this.#worker, 'message');
    return read as number;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}

if (parentPort !== null) {
  const port = parentPort;
  letMainFirst();
  let stop = new AbortController();
  port.on('message', async (message: 'begin' | 'end') => {
    if (message === 'end') return stop.abort();
    stop = new AbortController();
    port.postMessage(await readAllOn(workerData as readonly OfficeReader[], stop.signal));
  });
}

/** How many replies were read to their end until the signal. */
async function readAllOn(readers: readonly OfficeReader[], signal: AbortSignal): Promise<number> {
  let read = 0;
  const readOn = async ({ address, cookie }: OfficeReader) => {
    while (!signal.aborted) {
      if (await readAll(new URL(address), cookie, signal)) read += 1;
      await delay(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all(readers.map(readOn));
  return read;
}

/**
 * Reads a reply to its end; false if it was broken off. The bytes are only counted: a client that reads them as a browser does took a
 * sixth of a core, which a browser takes elsewhere.
 */
async function readAll(address: URL, cookie: string, signal: AbortSignal): Promise<boolean> {
  let head = '';
  let bytes = 0;
  const onread = {
    buffer: Buffer.allocUnsafeSlow(READ_BYTES),
    callback: (length: number, buffer: Uint8Array) => {
      if (bytes === 0) head = Buffer.from(buffer.subarray(0, length)).toString('latin1');
      bytes += length;
      return true;
    },
  };
  const socket = connect({ host: address.hostname, port: Number(address.port), onread });
  const leave = () => socket.destroy();
  signal.addEventListener('abort', leave);
  try {
    const ended = once(socket, 'close');
    socket.write(
      `GET ${address.pathname}${address.search} HTTP/1.1\r\nHost: ${address.host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
    await ended;
    if (signal.aborted) return false;
    if (Number(STATUS.exec(head)?.[1]) !== OK) throw new Error(`${address}: ${head}`);
    return true;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
