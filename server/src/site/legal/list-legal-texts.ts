import { join } from 'node:path';
import { inForceOn, type LegalName, legalNames, legalPages } from './legal-text.ts';
import { readTexts } from './read-texts.ts';

/** A text in force. */
export interface LegalText {
  readonly name: LegalName;
  readonly title: string;
  /** Ours, because the operator has written none. */
  readonly isDefault: boolean;
  /** A day; of the next version null if there is none. */
  readonly since: string;
  readonly next: string | null;
}

/** The folder of the operator's own texts, in the data folder. */
export function textsFolder(dataDir: string): string {
  return join(dataDir, 'texts');
}

/** The texts in force today, in the order of the foot of every page. Throws if the folder cannot be read. */
export async function listLegalTexts(dataDir: string, now: Date): Promise<LegalText[]> {
  const texts = await readTexts(textsFolder(dataDir));
  const today = now.toISOString().slice(0, 10);
  return legalNames.flatMap((name) => {
    const { current, next } = inForceOn(texts[name], today);
    if (current === null) return [];
    const { isDefault, since } = current;
    return [{ name, title: legalPages[name].title, isDefault, since, next: next?.day ?? null }];
  });
}
