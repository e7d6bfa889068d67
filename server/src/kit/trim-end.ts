/**
 * The text without the characters at its end that `one` matches. `/x+$/` would look for them from
 * every place of the text, which takes a time that grows with the square of its length.
 */
export function trimEnd(text: string, one: RegExp): string {
  let end = text.length;
  while (end > 0 && one.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
