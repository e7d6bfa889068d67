/** Signs that a rule was printed instead of being explained: expressions, keywords, capitals. */
const TECHNICAL: readonly RegExp[] = [
  /\\[pPsSdDwWbBux]|\[\^|\(\?|\^.*\$|\]\{\d/,
  /\b(?:NOT|regex|regular expression|must match|JSON Schema|property name)\b/,
  /\b(?:min|max)(?:Length|Items|imum|Properties)\b|\b(?:additional|exclusive|multiple|unique|any|one)(?:Properties|Minimum|Maximum|Of|Items)\b/,
  /\bundefined\b|\bNaN\b|\[object |\$\{/,
];

/** Whether a text is readable: it begins and ends like a sentence, and shows no code. */
export function isPlainSentence(detail: string): boolean {
  return /^[\p{Lu}“"`'\d].*[.?]$/su.test(detail) && !TECHNICAL.some((each) => each.test(detail));
}
