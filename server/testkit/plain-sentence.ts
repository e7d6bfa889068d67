/** What gives away that a rule was printed instead of being told: expressions, keywords, shouting. */
const TECHNICAL: readonly RegExp[] = [
  /\\[pPsSdDwWbBux]|\[\^|\(\?|\^.*\$|\]\{\d/,
  /\b(?:NOT|regex|regular expression|must match|JSON Schema|property name)\b/,
  /\b(?:min|max)(?:Length|Items|imum|Properties)\b|\b(?:additional|exclusive|multiple|unique|any|one)(?:Properties|Minimum|Maximum|Of|Items)\b/,
  /\bundefined\b|\bNaN\b|\[object |\$\{/,
];

/** Whether a person can read it: a sentence that begins and ends like one, and shows no machinery. */
export function isPlainSentence(detail: string): boolean {
  return /^[\p{Lu}“"`'\d].*[.?]$/su.test(detail) && !TECHNICAL.some((each) => each.test(detail));
}
