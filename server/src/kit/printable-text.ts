/**
 * The characters of the fonts that documents are printed with (IBM Plex Sans: Latin with Vietnamese, Greek, Cyrillic, signs of
 * currencies). A test compares them with the fonts.
 */
const PRINTED =
  '\\u0020-\\u007e\\u00a0-\\u017f\\u018f\\u0192\\u01a0-\\u01a1\\u01af-\\u01b0\\u01cd-\\u01dc\\u01fa-\\u01ff\\u0218-\\u021b' +
  '\\u0237\\u0259\\u02bb-\\u02bc\\u02c6-\\u02c7\\u02da\\u02dc-\\u02dd\\u0300-\\u0301\\u0303-\\u0304\\u0308-\\u0309\\u0323' +
  '\\u037e\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ce\\u0400-\\u045f\\u0462-\\u0463\\u046a-\\u046b\\u0472-\\u0475' +
  '\\u0490-\\u04c2\\u04cf-\\u04d9\\u04dc-\\u04e9\\u04ee-\\u04f9\\u0524-\\u0525\\u1e80-\\u1e85\\u1e9e\\u1ea0-\\u1ef9\\u2002' +
  '\\u2009\\u2013-\\u2014\\u2018-\\u201a\\u201c-\\u201e\\u2020\\u2022\\u2026\\u2032-\\u2033\\u2039-\\u203a\\u2044\\u20a1' +
  '\\u20a4\\u20a6\\u20a8-\\u20ae\\u20b1-\\u20b2\\u20b4-\\u20b5\\u20b8-\\u20ba\\u20bd\\u20bf\\u2113\\u2116\\u2122\\u2191' +
  '\\u2193\\u2212\\u2215\\ufffd';
const OTHER = new RegExp(`[^${PRINTED}\\n]`, 'gu');
const NOT_PRINTED = '\ufffd';

/** The first character that no document can print; null: all can be printed. */
export function firstUnprintable(text: string): string | null {
  return text.normalize('NFC').match(OTHER)?.[0] ?? null;
}

/** A text as a document prints it: what its fonts lack is shown as a replacement character. */
export function printableText(text: string): string {
  return text.normalize('NFC').replaceAll(OTHER, NOT_PRINTED);
}
