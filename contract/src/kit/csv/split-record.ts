const QUOTED = /[ \t]*"([^"]*(?:""[^"]*)*)"[ \t]*/y;
/** If the delimiter is a tab, no tab belongs to a cell. */
const QUOTED_BETWEEN_TABS = / *"([^"]*(?:""[^"]*)*)" */y;

/** The fields of one record (RFC 4180), spaces around quotes tolerated; null when its quotes are broken. */
export function splitRecord(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  const quotes = delimiter === '\t' ? QUOTED_BETWEEN_TABS : QUOTED;
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    quotes.lastIndex = at;
    const quoted = quotes.exec(text)?.[1];
    if (quoted === undefined) {
      const end = text.indexOf(delimiter, at);
      const plain = text.slice(at, end < 0 ? text.length : end);
      if (plain.includes('"')) return null;
      fields.push(plain);
      at = end < 0 ? text.length : end;
    } else {
      fields.push(quoted.replaceAll('""', '"'));
      at = quotes.lastIndex;
      if (at < text.length && text[at] !== delimiter) return null;
    }
    if (at >= text.length) return fields;
  }
}

/** Whether a quoted field is still open at the end of the text. */
export function isOpen(text: string): boolean {
  let open = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) open = !open;
  return open;
}
