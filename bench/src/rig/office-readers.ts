import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { letMainFirst } from '../../../server/src/kit/reply-thread/index.ts';

/** One person: an address that is read to its end again and again, and the session. */
export interface OfficeReader {
  readonly address: string;
  readonly cookie: string;
}

/** Between two reports of one reader: people read what they asked for. */
const PAUSE_MS = 500;

/** People who read all the time, each one thing, from a thread that gives way: their browsers are elsewhere. */
export class OfficeReaders {
  readonly #worker: Worker;
  readonly #ended: Promise<number>;

  constructor(readers: readonly OfficeReader[]) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: readers });
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#worker.once('message', resolve).once('error', reject);
    this.#ended = promise;
  }

  /** Breaks off what is being read. Returns how many replies were read to their end. */
  async end(): Promise<number> {
    this.#worker.postMessage('end');
    const read = await this.#ended;
    await this.#worker.terminate();
    return read;
  }
}

if (parentPort !== null) {
  letMainFirst();
  const stop = new AbortController();
  const { signal } = stop;
  parentPort.once('message', () => stop.abort());
  let read = 0;
  const readOn = async ({ address, cookie }: OfficeReader) => {
    while (!signal.aborted) {
      if (await readAll(address, cookie, signal)) read += 1;
      await delay(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all((workerData as readonly OfficeReader[]).map(readOn));
  parentPort.postMessage(read);
}

/** Reads a reply to its end; false if it was broken off. */
async function readAll(address: string, cookie: string, signal: AbortSignal): Promise<boolean> {
  try {
    const reply = await fetch(address, { headers: { cookie }, signal });
    if (!reply.ok) throw new Error(`${address}: ${await reply.text()}`);
    for await (const _ of reply.body ?? []);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
