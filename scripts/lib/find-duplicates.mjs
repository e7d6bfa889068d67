const WINDOW = 12;

/**
 * Finds sequences of at least twelve compared lines that occur in two places, one sentence each. Blank lines, comments,
 * imports and lines of punctuation are not compared; names are, so a sequence was copied, and does not merely have the
 * same shape.
 */
export function findDuplicates(files) {
  const seen = new Map();
  const found = [];
  for (const { path, text } of files) {
    const lines = comparedLines(text);
    let coveredTo = -1;
    for (let start = 0; start + WINDOW <= lines.length; start += 1) {
      const window = lines.slice(start, start + WINDOW);
      const key = window.map((line) => line.text).join('\n');
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, `${path}:${window[0].number}`);
      } else {
        if (start > coveredTo) found.push(`${path}:${window[0].number} repeats ${first}`);
        coveredTo = start + WINDOW;
      }
    }
  }
  return found;
}

function comparedLines(text) {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => /\w{2}/.test(line.text))
    .filter((line) => !/^(\/\/|\/?\*|--|import\b|export \{|\} from)/.test(line.text));
}
