const NOTHING = Buffer.alloc(0);
const BYTES_MIN = 512;

/** What came of a part that is not complete yet. The next packet costs as much as it is long, however much is held. */
export class HeldBytes {
  length = 0;
  #buffer = NOTHING;

  /** Returns everything that is held with these bytes behind it: the same buffer if nothing is. */
  with(bytes: Buffer): Buffer {
    if (this.length === 0) return bytes;
    this.#append(bytes);
    return this.#buffer.subarray(0, this.length);
  }

  /** Holds what `with` returned. */
  keep(all: Buffer): void {
    if (this.length === 0) this.#append(all);
  }

  /** What `with` returned stays as it is. */
  clear(): void {
    this.length = 0;
    this.#buffer = NOTHING;
  }

  #append(bytes: Buffer): void {
    const length = this.length + bytes.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * length, BYTES_MIN));
      this.#buffer.copy(larger, 0, 0, this.length);
      this.#buffer = larger;
    }
    bytes.copy(this.#buffer, this.length);
    this.length = length;
  }
}
