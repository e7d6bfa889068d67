import { open, readFile, rename } from 'node:fs/promises';
import type { CursorStore } from '../follow/follow-events.ts';

/** Keeps the position of a follower in a file of its own, which is replaced as a whole: a crash leaves the old or the new one. */
export function fileCursorStore(path: string): CursorStore {
  return {
    async load() {
      try {
        const text = (await readFile(path, 'utf8')).trim();
        return text === '' ? null : text;
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return null;
        throw error;
      }
    },
    async save(cursor) {
      const made = `${path}.next`;
      const file = await open(made, 'w', 0o600);
      try {
        await file.writeFile(`${cursor}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(made, path);
    },
  };
}
