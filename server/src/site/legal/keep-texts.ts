import type { Logger } from '../../kit/log.ts';
import { onceASecond } from '../../kit/once-a-second.ts';
import { readTexts, type Texts } from './read-texts.ts';

/**
 * Returns the texts as they are in the folder, at most a second old, so that a change needs no restart. While the folder cannot be
 * read, it returns what was read last, and never the default in place of the operator's own text; it fails if there is neither.
 */
export function keepTexts(folder: string, log: Pick<Logger, 'error'>): () => Promise<Texts> {
  let last: Texts | null = null;
  let reported: string | null = null;
  return onceASecond(async () => {
    try {
      last = await readTexts(folder);
      reported = null;
    } catch (error) {
      // Once for each fault, not once a second.
      if (String(error) !== reported)
        log.error({ err: error }, 'the texts of the site cannot be read');
      reported = String(error);
      if (last === null) throw error;
    }
    return last;
  });
}
