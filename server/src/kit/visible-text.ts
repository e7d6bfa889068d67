/**
 * Control characters except line breaks, characters that change the direction of text or are not seen, private and unassigned ones. Not
 * the two joiners, which some scripts need.
 */
const UNSEEN = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** A text without characters that nobody sees, in composed form (NFC), each line without blanks at its ends. */
export function visibleText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** Whether a text has a character that nobody sees. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) !== -1;
}
