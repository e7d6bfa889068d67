import type { Served } from '../kit/http/index.ts';
import { DAY_MS } from '../kit/time.ts';

const PIECE_BYTES = 64 * 1024;

/** What identifies a line. */
export interface LineKey extends Pick<Served, 'at' | 'requestId'> {
  readonly tenantId: number;
}

/**
 * Lines that are written together, as the bytes that COPY takes. A line is ASCII and shorter than a piece. Kept as texts, each in many parts, the
 * lines of a second were most of what the garbage collector copied.
 */
export class Lines {
  readonly #full: Buffer[] = [];
  readonly #days = new Set<number>();
  #newest = Buffer.alloc(0);
  /** How much of the newest piece is written. */
  #used = 0;
  #count = 0;
  #first: LineKey | null = null;

  get count(): number {
    return this.#count;
  }

  get first(): LineKey | null {
    return this.#first;
  }

  /** The days in UTC to which its lines belong, as text. */
  get days(): readonly string[] {
    return [...this.#days].map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
  }

  get pieces(): readonly Buffer[] {
    return [...this.#full, this.#newest.subarray(0, this.#used)];
  }

  add(text: string, key: LineKey): void {
    if (this.#used + text.length > this.#newest.length) this.#begin();
    this.#used += this.#newest.write(text, this.#used, 'latin1');
    this.#days.add(Math.floor(key.at.getTime() / DAY_MS));
    this.#first ??= key;
    this.#count += 1;
  }

  #begin(): void {
    if (this.#used > 0) this.#full.push(this.#newest.subarray(0, this.#used));
    this.#newest = Buffer.allocUnsafeSlow(PIECE_BYTES);
    this.#used = 0;
  }
}
