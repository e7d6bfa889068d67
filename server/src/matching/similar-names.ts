/** Forms of companies and small words: they say nothing about who it is. */
const EMPTY = new Set(
  'ag and bv co company corp de doo eood gmbh group holding inc international kg limited llc llp ltd mbh nv oy plc pty sa sarl sas sia sl spa srl sro the trading und uab ug'.split(
    ' ',
  ),
);
const WORD_MIN = 3;

/** The words of a name that say who it is, in small letters without accents. */
export function wordsOfName(name: string): string[] {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word.length >= WORD_MIN && !EMPTY.has(word)))];
}

/** Whether two names have most of their words in common: of the shorter one all but at most half. */
export function areSimilar(one: string, other: string): boolean {
  const words = wordsOfName(one);
  const others = new Set(wordsOfName(other));
  const common = words.filter((word) => others.has(word)).length;
  const shorter = Math.min(words.length, others.size);
  return shorter > 0 && common * 2 > shorter;
}
