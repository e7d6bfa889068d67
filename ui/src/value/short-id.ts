const HEAD = 8;
const TAIL = 4;

/** Returns the beginning and the end of an id: `ord_01m8…gk2a`. */
export function shortId(id: string): string {
  return id.length > HEAD + TAIL + 1 ? `${id.slice(0, HEAD)}…${id.slice(-TAIL)}` : id;
}
