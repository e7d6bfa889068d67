const RESULTS_MAX = 12;
const SNIPPET_BEFORE = 40;
const SNIPPET_LENGTH = 140;

/**
 * Returns the entries of the index (path, title, heading, anchor, text) that contain every word of the question, the best
 * first: whole titles before headings, headings before texts.
 */
export function findPages(index, question) {
  const words = question
    .toLowerCase()
    .split(/[\s/]+/)
    .filter(Boolean);
  if (words.length === 0) return [];
  const found = [];
  for (const [path, title, heading, anchor, text] of index) {
    const places = [title, heading, text].map((each) => each.toLowerCase());
    const scores = words.map((word) => scoreOf(word, places, heading === ''));
    if (scores.includes(0)) continue;
    const score = scores.reduce((sum, each) => sum + each, 0);
    const snippet = snippetOf(text, words);
    found.push({
      href: anchor === '' ? path : `${path}#${anchor}`,
      title,
      heading,
      snippet,
      score,
    });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, RESULTS_MAX);
}

function scoreOf(word, [title, heading, text], isWhole) {
  const inTitle = rank(title, word) * (isWhole ? 30 : 3);
  return inTitle + rank(heading, word) * 10 + rank(text, word);
}

/** 3 for the whole text, 2 for the beginning of a word, 1 inside a word, 0 for none. */
function rank(text, word) {
  if (text === word) return 3;
  const at = text.indexOf(word);
  if (at < 0) return 0;
  const isStart = at === 0 || /[^a-z0-9]/.test(text[at - 1]) || text.includes(` ${word}`);
  return isStart ? 2 : 1;
}

function snippetOf(text, words) {
  const lower = text.toLowerCase();
  const at = Math.max(0, ...words.slice(0, 1).map((word) => lower.indexOf(word)));
  const from = at <= SNIPPET_BEFORE ? 0 : text.indexOf(' ', at - SNIPPET_BEFORE) + 1;
  const cut = text.slice(from, from + SNIPPET_LENGTH);
  return `${from > 0 ? '… ' : ''}${cut}${from + SNIPPET_LENGTH < text.length ? ' …' : ''}`;
}
