/** Collects pieces into parts of the same size; the last one may be smaller, and there is at least one. */
export async function* pieced(
  pieces: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  let isFirst = true;
  for await (const piece of pieces) {
    let rest = piece;
    while (bytes + rest.length >= partBytes) {
      const taken = rest.subarray(0, partBytes - bytes);
      yield Buffer.concat([...held, taken]);
      rest = rest.subarray(taken.length);
      [held, bytes, isFirst] = [[], 0, false];
    }
    held.push(rest);
    bytes += rest.length;
  }
  if (bytes > 0 || isFirst) yield Buffer.concat(held);
}
