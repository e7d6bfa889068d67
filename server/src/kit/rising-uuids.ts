import { drawRandom } from './random.ts';

/** 12 bits after the time and 14 of those after the version: of 26, so that a sum fits into a number. */
const RISING_MAX = 2 ** 26;
const DRAWN_BYTES = 3;
const DRAWN_MAX = 2 ** 24;
const STEP_MIN = 2 ** 10;
const TAIL_AT = 10;
const TAIL_BYTES = 6;
const drawn = Buffer.alloc(DRAWN_BYTES);

/**
 * Writes version 7 UUIDs of one moment, or a few milliseconds after it, each above the one before, so that an index on them grows at its
 * end alone: its pages are then full, and few are written. They rise by random steps (RFC 9562, 6.2, method 2). A step of twice the length
 * is half as probable, whatever the length: a few long ones decide how far two ids are apart, so that this tells little of how many are
 * between them. And they end in 48 random bits: whoever knows one has 58 bits to guess of the next.
 */
export function risingUuids(at: number): (target: Buffer, offset: number) => void {
  let milliseconds = at;
  let rising = draw();
  return (target, offset) => {
    rising += Math.floor((STEP_MIN * DRAWN_MAX) / (draw() + 1));
    if (rising >= RISING_MAX) {
      milliseconds += 1;
      rising = draw();
    }
    target.writeUIntBE(milliseconds, offset, 6);
    target[offset + 6] = 0x70 | (rising >>> 22);
    target[offset + 7] = rising >>> 14;
    target[offset + 8] = 0x80 | ((rising >>> 8) & 0x3f);
    target[offset + 9] = rising;
    drawRandom(target, offset + TAIL_AT, TAIL_BYTES);
  };
}

/** A random number below `DRAWN_MAX`. */
function draw(): number {
  drawRandom(drawn, 0, DRAWN_BYTES);
  return drawn.readUIntBE(0, DRAWN_BYTES);
}
