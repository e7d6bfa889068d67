const BLANK = 0x20;
const HYPHEN = 0x2d;
const UPPER_A = 0x41;
const LOWER_A = 0x61;
const LOWER_Z = 0x7a;

/** The normal form, in which two texts of one code are equal: upper case, without spaces and hyphens. */
export function normaliseCode(text: string): string {
  return text.toUpperCase().replaceAll(' ', '').replaceAll('-', '');
}

/** How many characters the normal form of a code of visible ASCII has. */
export function normalisedLength(code: string): number {
  let length = 0;
  for (let at = 0; at < code.length; at += 1) {
    const unit = code.charCodeAt(at);
    if (unit !== BLANK && unit !== HYPHEN) length += 1;
  }
  return length;
}

/** Writes the normal form of the `length` bytes of visible ASCII at `from`, without making a text of them. Returns its end. */
export function writeNormalised(
  code: Uint8Array,
  from: number,
  length: number,
  target: Uint8Array,
  targetAt: number,
): number {
  let end = targetAt;
  for (let at = from; at < from + length; at += 1) {
    const byte = code[at] as number;
    if (byte === BLANK || byte === HYPHEN) continue;
    target[end] = byte >= LOWER_A && byte <= LOWER_Z ? byte - LOWER_A + UPPER_A : byte;
    end += 1;
  }
  return end;
}

/** The normal form of a text that was pasted: marks that show nothing, and blanks and dashes of any kind, are no part of a code. */
export function normalisePasted(text: string): string {
  return normaliseCode(text.replaceAll(/[\s\p{Cf}\p{Pd}]/gu, ''));
}
