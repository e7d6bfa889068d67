/** Characters that turn the direction of the text after them, each with the one that ends it. */
const ENDS: Readonly<Record<string, string>> = {
  '\u202A': '\u202C',
  '\u202B': '\u202C',
  '\u202D': '\u202C',
  '\u202E': '\u202C',
  '\u2066': '\u2069',
  '\u2067': '\u2069',
  '\u2068': '\u2069',
};
const TURN = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Returns a text that ends each turn of direction that it begins: in a sentence of ours, what somebody named their order turns no word
 * of the sentence around.
 */
export function closeText(text: string): string {
  let open: string[] = [];
  for (const [turn] of text.matchAll(TURN)) {
    const end = ENDS[turn];
    if (end !== undefined) open.push(end);
    // The end of an isolate also ends what was begun within it.
    else if (turn === '\u2069' && open.includes(turn)) open = open.slice(0, open.lastIndexOf(turn));
    else if (open.at(-1) === turn) open.pop();
  }
  return text + open.reverse().join('');
}

/** Closes every text of a reply, in place: it was read just now, and belongs to nobody else. */
export function closeTexts<Data>(data: Data): Data {
  if (typeof data === 'string') return closeText(data) as Data;
  if (typeof data !== 'object' || data === null) return data;
  const parts = data as Record<string, unknown>;
  for (const [name, part] of Object.entries(parts)) parts[name] = closeTexts(part);
  return data;
}
