import { HeldBytes } from './held-bytes.ts';
import { ReplyFault } from './reply-fault.ts';
import { framingOf, type ReplyFraming } from './reply-framing.ts';
import { parseHead, type ReplyHead } from './reply-head.ts';

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
/** Of a head that is kept for the next reply. */
const KNOWN_LENGTH_MAX = 1_024;
const PROTOCOL = 'HTTP/1.';
const HEAD_END = '\r\n\r\n';
const LINE_END = '\r\n';
const CHUNK_LINE = /^([0-9a-f]{1,12})[\t ]*(?:;|$)/i;

/** A head of a reply that was read before. */
interface Known {
  readonly text: string;
  readonly head: ReplyHead;
  readonly framing: ReplyFraming;
}

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
  /** A server begins nearly every reply of a second with the same head, and parsing it would cost as much as all else about a short one. */
  #known: Known | null = null;

  /** Passes the parts in these bytes on. True: the reply is complete, and the next bytes belong to another one. */
  read(bytes: Buffer, sink: ReplySink): boolean {
    let rest: Buffer | null = bytes;
    while (rest !== null) {
      rest = this.#step(rest, sink);
      if (this.#isComplete) {
        // Bytes that nobody asked for would be read as the next reply.
        if (rest !== null) this.reusableMs = 0;
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
    this.#begin(all.toString('latin1', from, end), sink);
    return restOf(all, end + HEAD_END.length);
  }

  #begin(text: string, sink: ReplySink): void {
    const known = this.#known?.text === text ? this.#known : understand(text);
    // Informational: the reply is still to come.
    if (known === null) return;
    this.#known = text.length > KNOWN_LENGTH_MAX ? null : known;
    this.#frame(known.framing);
    sink.onHead(known.head);
  }

  #frame({ body, length, reusableMs }: ReplyFraming): void {
    this.reusableMs = reusableMs;
    this.#left = length;
    if (body === 'chunked') this.#part = 'chunk line';
    else if (body === 'to the end') this.#part = 'to the end';
    else if (length > 0) this.#part = 'sized';
    else this.#complete();
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
    return restOf(bytes, count);
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
    return restOf(all, end + LINE_END.length);
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

/** Null for the head of an informational reply. */
function understand(text: string): Known | null {
  const head = parseHead(text);
  if (head.status === 101) throw new ReplyFault('it speaks another protocol');
  return head.status < 200 ? null : { text, head, framing: framingOf(head) };
}

/** Null if there are no bytes from there on. */
function restOf(bytes: Buffer, from: number): Buffer | null {
  return from < bytes.length ? bytes.subarray(from) : null;
}
