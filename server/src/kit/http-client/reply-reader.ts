import { HeldBytes } from './held-bytes.ts';
import { ReplyFault } from './reply-fault.ts';
import { parseHead, type ReplyHead, wordsOf } from './reply-head.ts';

/** Whoever wants the parts of a reply. */
export interface ReplySink {
  /** Called once, before any byte of the body. */
  onHead(head: ReplyHead): void;
  /** The bytes may be overwritten after the call. */
  onBody(bytes: Buffer): void;
}

/** Of a head with its empty line, together with those of informational replies before it. */
const HEAD_BYTES_MAX = 16_384;
/** Of the line before a chunk, with its extensions. */
const LINE_BYTES_MAX = 1_024;
const KEEP_ALIVE_MS = 15_000;
/** The server closes after the time that it announces: we stop before that. */
const KEEP_ALIVE_MARGIN_MS = 2_000;
const PROTOCOL = 'HTTP/1.';
const HEAD_END = '\r\n\r\n';
const LINE_END = '\r\n';
const CHUNK_LINE = /^([0-9a-f]{1,12})[\t ]*(?:;|$)/i;

type Part = 'head' | 'sized' | 'chunk line' | 'chunk' | 'chunk end' | 'trailer' | 'to the end';

/**
 * Reads replies to POST from the bytes of a connection, one at a time (RFC 9112, sections 6 and 7): a body has a length, is chunked, or
 * ends with the connection. Anything that could be understood in two ways is a ReplyFault.
 */
export class ReplyReader {
  /** How long the connection may be used again after this reply, in milliseconds; 0: not at all. Known when the reply is complete. */
  reusableMs = 0;
  #part: Part = 'head';
  /** What came of a head or a line that is not complete yet. */
  readonly #held = new HeldBytes();
  /** Bytes of empty lines before the head that is held. */
  #skipped = 0;
  /** Bytes that are left of a body with a length, or of a chunk. */
  #left = 0;
  /** Bytes of heads and trailers so far. */
  #headBytes = 0;
  #isComplete = false;

  /** Passes the parts in these bytes on. True: the reply is complete, and the next bytes belong to another one. */
  read(bytes: Buffer, sink: ReplySink): boolean {
    let rest: Buffer | null = bytes;
    while (rest !== null) {
      rest = this.#step(rest, sink);
      if (this.#isComplete) {
        // Bytes that nobody asked for would be read as the next reply.
        if (rest !== null && rest.length > 0) this.reusableMs = 0;
        this.#isComplete = false;
        return true;
      }
    }
    return false;
  }

  /** The other side closed the connection. True: that completes the reply. */
  end(): boolean {
    return this.#part === 'to the end';
  }

  /** Consumes one part; returns what is behind it, or null if all is consumed. */
  #step(bytes: Buffer, sink: ReplySink): Buffer | null {
    switch (this.#part) {
      case 'head':
        return this.#head(bytes, sink);
      case 'to the end':
        sink.onBody(bytes);
        return null;
      case 'sized':
      case 'chunk':
        return this.#body(bytes, sink);
      case 'chunk line':
      case 'chunk end':
      case 'trailer':
        return this.#line(bytes);
      default:
        return this.#part satisfies never;
    }
  }

  #head(bytes: Buffer, sink: ReplySink): Buffer | null {
    // What is held was searched already, except for an end that it may begin.
    const known = this.#held.length;
    const all = this.#held.with(bytes);
    // Some servers end a body with an empty line too many.
    let from = this.#skipped;
    while (all[from] === 13 && all[from + 1] === 10) from += 2;
    const end = all.indexOf(HEAD_END, Math.max(from, known - HEAD_END.length + 1), 'latin1');
    if (this.#headBytes + (end < 0 ? all.length : end) > HEAD_BYTES_MAX) {
      throw new ReplyFault('its head is too long');
    }
    if (end < 0) {
      // Another protocol's greeting and lines that end otherwise are refused at once: whoever sent them may wait for us.
      const begins = all.toString('latin1', from, from + PROTOCOL.length);
      if (!PROTOCOL.startsWith(begins.trim()) || all.includes('\n\n', Math.max(known - 1, 0))) {
        throw new ReplyFault('it does not begin as a reply');
      }
      this.#held.keep(all);
      this.#skipped = from;
      return null;
    }
    this.#held.clear();
    this.#skipped = 0;
    this.#headBytes += end + HEAD_END.length;
    const head = parseHead(all.toString('latin1', from, end));
    const rest = all.subarray(end + HEAD_END.length);
    if (head.status >= 200) {
      this.#frame(head);
      sink.onHead(head);
    } else if (head.status === 101) {
      throw new ReplyFault('it speaks another protocol');
    }
    return this.#isComplete || rest.length > 0 ? rest : null;
  }

  /** Decides how the body ends, and whether the connection may be used again. */
  #frame({ status, headers, minor }: ReplyHead): void {
    const length = headers['content-length'];
    const isCoded = headers['transfer-encoding'] !== undefined;
    const connection = wordsOf(headers, 'connection');
    const isKept = minor === 1 ? !connection.includes('close') : connection.includes('keep-alive');
    this.reusableMs = isKept ? keepAliveMs(headers['keep-alive']) : 0;
    if (length !== undefined && !(typeof length === 'string' && /^\d{1,15}$/.test(length))) {
      throw new ReplyFault('its length is no number');
    }
    if (length !== undefined && isCoded) throw new ReplyFault('its length is ambiguous');
    if (status === 204 || status === 304) {
      // A body that such a reply may not have would be read as the next reply.
      if (isCoded || Number(length) > 0) this.reusableMs = 0;
      this.#complete();
    } else if (isCoded) {
      if (wordsOf(headers, 'transfer-encoding').at(-1) === 'chunked') this.#part = 'chunk line';
      else this.#untilClosed();
    } else if (length === undefined) {
      this.#untilClosed();
    } else {
      this.#left = Number(length);
      if (this.#left === 0) this.#complete();
      else this.#part = 'sized';
    }
  }

  #untilClosed(): void {
    this.#part = 'to the end';
    this.reusableMs = 0;
  }

  #complete(): void {
    this.#part = 'head';
    this.#headBytes = 0;
    this.#isComplete = true;
  }

  #body(bytes: Buffer, sink: ReplySink): Buffer | null {
    const count = Math.min(this.#left, bytes.length);
    sink.onBody(count === bytes.length ? bytes : bytes.subarray(0, count));
    this.#left -= count;
    if (this.#left === 0) {
      if (this.#part === 'sized') this.#complete();
      else this.#part = 'chunk end';
    }
    return count === bytes.length && !this.#isComplete ? null : bytes.subarray(count);
  }

  #line(bytes: Buffer): Buffer | null {
    const known = this.#held.length;
    const all = this.#held.with(bytes);
    const end = all.indexOf(LINE_END, Math.max(known - 1, 0), 'latin1');
    if ((end < 0 ? all.length : end) > LINE_BYTES_MAX) throw new ReplyFault('a line is too long');
    if (end < 0) {
      this.#held.keep(all);
      return null;
    }
    this.#held.clear();
    this.#endOfLine(all.toString('latin1', 0, end));
    const rest = all.subarray(end + LINE_END.length);
    return this.#isComplete || rest.length > 0 ? rest : null;
  }

  #endOfLine(line: string): void {
    if (this.#part === 'chunk end') {
      if (line !== '') throw new ReplyFault('a chunk is longer than it says');
      this.#part = 'chunk line';
    } else if (this.#part === 'trailer') {
      this.#headBytes += line.length + LINE_END.length;
      if (this.#headBytes > HEAD_BYTES_MAX) throw new ReplyFault('its trailers are too long');
      if (line === '') this.#complete();
    } else {
      const size = CHUNK_LINE.exec(line)?.[1];
      if (size === undefined) throw new ReplyFault('a chunk has no size');
      this.#left = Number.parseInt(size, 16);
      this.#part = this.#left === 0 ? 'trailer' : 'chunk';
    }
  }
}

/** For how long a server keeps a connection, by its own words or as is usual. */
function keepAliveMs(header: string | readonly string[] | undefined): number {
  const seconds = /timeout=(\d{1,9})/.exec([header].flat().join())?.[1];
  if (seconds === undefined) return KEEP_ALIVE_MS;
  return Math.max(Math.min(Number(seconds) * 1_000 - KEEP_ALIVE_MARGIN_MS, KEEP_ALIVE_MS), 0);
}
