import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16_384);
let used = pool.length;

/**
 * Writes `size` (≤ 64) random bytes, drawn in bulk because one call for each costs more. For nonces and ids, which are no
 * secrets: drawn bytes stay in the pool until the next draw.
 */
export function drawRandom(target: Buffer, at: number, size: number): void {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.copy(target, at, used, used + size);
  used += size;
}
