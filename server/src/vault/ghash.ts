import { assert } from '../kit/assert.ts';

export const GHASH_BLOCK_BYTES = 16;
const VALUES = 256;
const BITS = 8;
/** The polynomial of the field, x¹²⁸ + x⁷ + x² + x + 1, as its first byte in the order of bits of GCM. */
const POLYNOMIAL = 0xe1;

/** The hash of GCM (NIST SP 800-38D, 6.4) under one key, of one message after another. */
export interface Ghash {
  /** Begins another message. */
  begin(): void;
  /** Takes the block of 16 bytes at `at`. */
  take(bytes: Uint8Array, at: number): void;
  /** Writes the XOR of the hash and of the 16 bytes at `at` of a mask. */
  writeMasked(mask: Uint8Array, at: number, target: Uint8Array, targetAt: number): void;
}

/**
 * Multiplies by tables of the key, 64 KiB, which take 20 µs to make: for each byte of a block and each of its values, the product with the
 * key (McGrew and Viega, The Galois/Counter Mode of Operation, 4.1). `key`: AES of a block of zeros.
 */
export function ghash(key: Uint8Array): Ghash {
  const products = productsOf(key);
  const words = new Int32Array(GHASH_BLOCK_BYTES / 4);
  const state = new Uint8Array(words.buffer);
  return {
    begin: () => void words.fill(0),
    take: (bytes, at) => {
      let first = 0;
      let second = 0;
      let third = 0;
      let fourth = 0;
      for (let place = 0; place < GHASH_BLOCK_BYTES; place += 1) {
        const value = (state[place] as number) ^ (bytes[at + place] as number);
        const product = (place * VALUES + value) * 4;
        first ^= products[product] as number;
        second ^= products[product + 1] as number;
        third ^= products[product + 2] as number;
        fourth ^= products[product + 3] as number;
      }
      words[0] = first;
      words[1] = second;
      words[2] = third;
      words[3] = fourth;
    },
    writeMasked: (mask, at, target, targetAt) => {
      for (let place = 0; place < GHASH_BLOCK_BYTES; place += 1) {
        target[targetAt + place] = (state[place] as number) ^ (mask[at + place] as number);
      }
    },
  };
}

/** Four words for each place of a block and each value of its byte, in the machine's order of bytes. */
function productsOf(key: Uint8Array): Int32Array {
  assert(key.length === GHASH_BLOCK_BYTES, 'a key of GHASH is a block');
  const bytes = new Uint8Array(GHASH_BLOCK_BYTES * VALUES * GHASH_BLOCK_BYTES);
  const words = new Int32Array(bytes.buffer);
  const power = Uint8Array.from(key);
  for (let place = 0; place < GHASH_BLOCK_BYTES; place += 1) {
    const from = place * VALUES;
    for (let bit = VALUES / 2; bit >= 1; bit /= 2) {
      bytes.set(power, (from + bit) * GHASH_BLOCK_BYTES);
      timesX(power);
    }
    for (let value = 1; value < VALUES; value += 1) {
      const lowest = value & -value;
      for (let word = 0; word < 4 && lowest !== value; word += 1) {
        words[(from + value) * 4 + word] =
          (words[(from + lowest) * 4 + word] as number) ^
          (words[(from + value - lowest) * 4 + word] as number);
      }
    }
  }
  return words;
}

/** Multiplies by x: GCM has the lowest power of x in the highest bit of the first byte. */
function timesX(power: Uint8Array): void {
  let carried = 0;
  for (const [place, byte] of power.entries()) {
    power[place] = (byte >> 1) | carried;
    carried = (byte & 1) << (BITS - 1);
  }
  if (carried > 0) power[0] = (power[0] as number) ^ POLYNOMIAL;
}
