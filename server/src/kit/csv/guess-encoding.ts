/**
 * The probable encoding of text that is not UTF-8, for a sentence to its sender; null when there is no clue. It looks at runs of
 * bytes beyond ASCII: single bytes are letters with accents, pairs are Chinese, Japanese or Korean, long runs of the upper rows
 * Cyrillic.
 */
export function guessEncoding(bytes: Buffer): string | null {
  const runs =
    bytes
      .toString('latin1')
      .match(/[\x80-\xff]+[@-~]?/g)
      ?.slice(0, 1_000) ?? [];
  if (runs.length === 0) return null;
  const high = runs.map((run) => run.replace(/[@-~]$/, ''));
  const all = high.join('');
  const single = high.filter((run) => run.length === 1).length;
  if (single > runs.length / 2) return 'Windows-1252 or another Western encoding';
  const pairs = high.filter((run) => run.length % 2 === 0).join('');
  if (pairs.length > all.length / 2 && !/[\x80-\xa0]/.test(pairs)) {
    const leads = [...pairs].filter((_, at) => at % 2 === 0);
    const common = leads.filter((lead) => lead >= '\xb0' && lead <= '\xd7').length;
    if (common > leads.length / 2) return 'GBK (Chinese) or EUC-KR (Korean)';
  }
  if (/^[\xa8\xb8\xc0-\xff]+$/.test(all)) {
    // A word uses one alphabet: next to ASCII letters, such a byte is a Latin letter, as in Größe.
    const among = bytes
      .toString('latin1')
      .match(/[a-z][\xa8\xb8\xc0-\xff]|[\xa8\xb8\xc0-\xff][a-z]/gi);
    return among ? 'Windows-1252 or another Western encoding' : 'Windows-1251 (Cyrillic)';
  }
  if (decodes(bytes, 'shift_jis')) return 'Shift-JIS (Japanese)';
  if (decodes(bytes, 'gb18030')) return 'GBK (Chinese)';
  if (decodes(bytes, 'big5')) return 'Big5 (Chinese)';
  return null;
}

function decodes(bytes: Buffer, encoding: string): boolean {
  // A piece may begin or end inside a pair.
  const text = new TextDecoder(encoding).decode(bytes);
  // nothing: without a match the default is 0: none is wrong.
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  return wrong <= 2;
}
