/**
 * The catalogue in the reader's language: the first of the browser's languages that there is, else
 * the first there is. A second language is one more file of the same type.
 */
export function pickLanguage<Text>(catalogues: Readonly<Record<string, Text>>): Text {
  const [first] = Object.values(catalogues);
  for (const language of globalThis.navigator?.languages ?? []) {
    const found = catalogues[language] ?? catalogues[language.split('-')[0] ?? ''];
    if (found) return found;
  }
  if (first === undefined) throw new Error('a catalogue has at least one language');
  return first;
}
