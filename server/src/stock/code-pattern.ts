/** The meaning of characters in a pattern; any other character is itself. */
const SIGNS: Readonly<Record<string, string>> = { X: '[A-Za-z0-9]', '9': '[0-9]', A: '[A-Za-z]' };
const PATTERN = /^[A-Z0-9 _./:-]{4,64}$/;

/** The pattern of codes of a product or a supplier: `X` a letter or digit, `9` a digit, `A` a letter. */
export function isPattern(text: string): boolean {
  return PATTERN.test(text) && /[X9A]/.test(text) && text.trim() === text;
}

/** Whether a code matches one of these patterns, including its groups. Null for no pattern: every code may match. */
export function patternTest(patterns: readonly string[]): ((code: string) => boolean) | null {
  if (patterns.length === 0) return null;
  const forms = patterns.map((pattern) =>
    [...pattern].map((sign) => SIGNS[sign] ?? sign.replace(/[./]/g, '\\$&')).join(''),
  );
  const test = new RegExp(`^(?:${forms.join('|')})$`);
  return (code) => test.test(code);
}
