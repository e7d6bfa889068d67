/**
 * Joins parts as 4 bytes big-endian length and bytes each, so that no two lists of parts give the same bytes. Authenticated
 * encryption binds a text to the result.
 */
export function lengthPrefixed(...parts: readonly (Buffer | string)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
