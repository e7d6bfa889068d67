import { required } from '../assert.ts';

/**
 * Letters of other alphabets that look like an ASCII letter, by code point: name (Unicode Character Database) and the letter that
 * they look like.
 */
const LOOK_ALIKES: Readonly<Record<number, readonly [string, string]>> = {
  913: ['GREEK CAPITAL LETTER ALPHA', 'A'],
  914: ['GREEK CAPITAL LETTER BETA', 'B'],
  917: ['GREEK CAPITAL LETTER EPSILON', 'E'],
  918: ['GREEK CAPITAL LETTER ZETA', 'Z'],
  919: ['GREEK CAPITAL LETTER ETA', 'H'],
  921: ['GREEK CAPITAL LETTER IOTA', 'I'],
  922: ['GREEK CAPITAL LETTER KAPPA', 'K'],
  924: ['GREEK CAPITAL LETTER MU', 'M'],
  925: ['GREEK CAPITAL LETTER NU', 'N'],
  927: ['GREEK CAPITAL LETTER OMICRON', 'O'],
  929: ['GREEK CAPITAL LETTER RHO', 'P'],
  932: ['GREEK CAPITAL LETTER TAU', 'T'],
  933: ['GREEK CAPITAL LETTER UPSILON', 'Y'],
  935: ['GREEK CAPITAL LETTER CHI', 'X'],
  959: ['GREEK SMALL LETTER OMICRON', 'o'],
  1029: ['CYRILLIC CAPITAL LETTER DZE', 'S'],
  1030: ['CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I', 'I'],
  1032: ['CYRILLIC CAPITAL LETTER JE', 'J'],
  1040: ['CYRILLIC CAPITAL LETTER A', 'A'],
  1042: ['CYRILLIC CAPITAL LETTER VE', 'B'],
  1045: ['CYRILLIC CAPITAL LETTER IE', 'E'],
  1047: ['CYRILLIC CAPITAL LETTER ZE', '3'],
  1050: ['CYRILLIC CAPITAL LETTER KA', 'K'],
  1052: ['CYRILLIC CAPITAL LETTER EM', 'M'],
  1053: ['CYRILLIC CAPITAL LETTER EN', 'H'],
  1054: ['CYRILLIC CAPITAL LETTER O', 'O'],
  1056: ['CYRILLIC CAPITAL LETTER ER', 'P'],
  1057: ['CYRILLIC CAPITAL LETTER ES', 'C'],
  1058: ['CYRILLIC CAPITAL LETTER TE', 'T'],
  1059: ['CYRILLIC CAPITAL LETTER U', 'Y'],
  1061: ['CYRILLIC CAPITAL LETTER HA', 'X'],
  1068: ['CYRILLIC CAPITAL LETTER SOFT SIGN', 'b'],
  1072: ['CYRILLIC SMALL LETTER A', 'a'],
  1077: ['CYRILLIC SMALL LETTER IE', 'e'],
  1086: ['CYRILLIC SMALL LETTER O', 'o'],
  1088: ['CYRILLIC SMALL LETTER ER', 'p'],
  1089: ['CYRILLIC SMALL LETTER ES', 'c'],
  1091: ['CYRILLIC SMALL LETTER U', 'y'],
  1093: ['CYRILLIC SMALL LETTER HA', 'x'],
  1109: ['CYRILLIC SMALL LETTER DZE', 's'],
  1110: ['CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I', 'i'],
  1112: ['CYRILLIC SMALL LETTER JE', 'j'],
};

/** Characters that programs insert invisibly, or in place of an ASCII character. */
const NAMES: Readonly<Record<number, string>> = {
  173: 'SOFT HYPHEN',
  1564: 'ARABIC LETTER MARK',
  6158: 'MONGOLIAN VOWEL SEPARATOR',
  8203: 'ZERO WIDTH SPACE',
  8204: 'ZERO WIDTH NON-JOINER',
  8205: 'ZERO WIDTH JOINER',
  8206: 'LEFT-TO-RIGHT MARK',
  8207: 'RIGHT-TO-LEFT MARK',
  8212: 'EM DASH',
  8213: 'HORIZONTAL BAR',
  8216: 'LEFT SINGLE QUOTATION MARK',
  8217: 'RIGHT SINGLE QUOTATION MARK',
  8220: 'LEFT DOUBLE QUOTATION MARK',
  8221: 'RIGHT DOUBLE QUOTATION MARK',
  8226: 'BULLET',
  8230: 'HORIZONTAL ELLIPSIS',
  8234: 'LEFT-TO-RIGHT EMBEDDING',
  8235: 'RIGHT-TO-LEFT EMBEDDING',
  8236: 'POP DIRECTIONAL FORMATTING',
  8237: 'LEFT-TO-RIGHT OVERRIDE',
  8238: 'RIGHT-TO-LEFT OVERRIDE',
  8288: 'WORD JOINER',
  8294: 'LEFT-TO-RIGHT ISOLATE',
  8295: 'RIGHT-TO-LEFT ISOLATE',
  8296: 'FIRST STRONG ISOLATE',
  8297: 'POP DIRECTIONAL ISOLATE',
  65039: 'VARIATION SELECTOR-16',
  65279: 'ZERO WIDTH NO-BREAK SPACE',
  65532: 'OBJECT REPLACEMENT CHARACTER',
  65533: 'REPLACEMENT CHARACTER',
};

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}/u, 'a control character'],
  [/\p{Cf}/u, 'an invisible character'],
  [/\p{Script=Latin}/u, 'a Latin letter with a mark'],
  [/\p{Script=Cyrillic}/u, 'a Cyrillic letter'],
  [/\p{Script=Greek}/u, 'a Greek letter'],
  [/\p{Script=Han}/u, 'a Chinese character'],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'a Japanese character'],
  [/\p{Script=Hangul}/u, 'a Korean character'],
  [/\p{N}/u, 'a digit of another script'],
  [/\p{L}/u, 'a letter of another script'],
  [/\p{P}|\p{S}/u, 'a symbol'],
];

/** A character by code point and name: `U+041E 'CYRILLIC CAPITAL LETTER O', which looks like O`. */
export function nameCharacter(character: string): string {
  const point = required(character.codePointAt(0), 'a character has a code point');
  const number = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const alike = LOOK_ALIKES[point];
  if (alike) return `${number} '${alike[0]}', which looks like ${alike[1]}`;
  const name = NAMES[point];
  if (name !== undefined) return `${number} '${name}'`;
  const kind = SCRIPTS.find(([is]) => is.test(character))?.[1] ?? 'no character of ASCII';
  return `${number}, ${kind}`;
}
