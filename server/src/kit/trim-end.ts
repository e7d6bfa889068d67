/**
 * The text without the characters at its end that `one` matches. `/x+$/` would try every position of the text, which takes time
 * quadratic in its length.
 */
export function trimEnd(text: string, one: RegExp): string {
  let end = text.length;
  while (end > 0 && one.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
