import type { Readable } from 'node:stream';
import { fileBytesMax, uploadBytesMax } from '@psnb2b/contract';
import { compute, task } from '../compute/index.ts';
import { fromPlain, Refusal } from '../refusal.ts';
import { bodyTooLarge } from './body-too-large.ts';
import type { Upload } from './call.ts';

/** The body is collected in blocks of this size until it is complete: a sender of little data uses little memory. */
const BLOCK_BYTES = 256 * 1024;
const parseTask = task<typeof import('./parse-upload-task.ts').run>(
  new URL('./parse-upload-task.ts', import.meta.url),
);

/** An upload that is arriving. */
export interface Receiving {
  readonly upload: Promise<Upload>;
  /** Ends it: received bytes are released, and the rest is read and dropped. */
  stop(refusal: Refusal): void;
}

/**
 * Receives the body of an upload; `take` is called before bytes are stored, and may throw. The body is parsed in a thread: the
 * largest one takes a tenth of a second.
 */
export function receiveUpload(
  source: Readable,
  contentType: string,
  take: (bytes: number) => void,
): Receiving {
  const { promise, resolve, reject } = Promise.withResolvers<Blocks>();
  const blocks = new Blocks();
  const stop = (error: unknown) => {
    source.off('data', read).off('end', end).off('close', brokenOff);
    source.resume();
    blocks.clear();
    reject(error);
  };
  const read = (chunk: Buffer) => {
    try {
      if (blocks.bytes + chunk.length > uploadBytesMax) throw bodyTooLarge(fileBytesMax);
      take(chunk.length);
      blocks.add(chunk);
    } catch (error) {
      stop(error);
    }
  };
  const end = () => {
    source.off('close', brokenOff);
    resolve(blocks);
  };
  const brokenOff = () => stop(new Refusal('request_timeout', {}, { internal: 'broken off' }));
  // The stream of a request without a body has ended before anybody could listen.
  if (source.readableEnded) end();
  else source.on('data', read).on('end', end).on('close', brokenOff);
  return { upload: promise.then((whole) => parse(whole, contentType)), stop };
}

async function parse(blocks: Blocks, contentType: string): Promise<Upload> {
  const pieces = blocks.giveAway();
  const transfer = pieces.map(({ buffer }) => buffer);
  const parsed = await compute(parseTask, { pieces, contentType }, transfer);
  if ('refused' in parsed) throw fromPlain(parsed.refused);
  const { name, bytes, sha256 } = parsed;
  const { buffer, byteOffset, length } = bytes;
  return { name, bytes: Buffer.from(buffer, byteOffset, length), sha256: Buffer.from(sha256) };
}

/** Bytes in blocks of one size; the last block is partly filled. */
class Blocks {
  #blocks: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  add(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; ) {
      const at = this.#bytes % BLOCK_BYTES;
      if (at === 0) this.#blocks.push(new Uint8Array(BLOCK_BYTES));
      const part = chunk.subarray(from, from + BLOCK_BYTES - at);
      this.#blocks.at(-1)?.set(part, at);
      this.#bytes += part.length;
      from += part.length;
    }
  }

  /** Returns the blocks with exactly the added bytes, and forgets them here. */
  giveAway(): Uint8Array<ArrayBuffer>[] {
    const last = this.#bytes % BLOCK_BYTES || BLOCK_BYTES;
    const whole = this.#blocks.map((block, index) =>
      index === this.#blocks.length - 1 ? block.subarray(0, last) : block,
    );
    this.clear();
    return whole;
  }

  clear(): void {
    this.#blocks = [];
    this.#bytes = 0;
  }
}
