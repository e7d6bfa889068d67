import { take } from '../http/create-api.ts';
import { type Act, useAct } from './use-act.ts';

/** A file that a call of the own API answers with. */
export interface Wanted {
  /** Path and query, below the origin. */
  readonly url: string;
  readonly init?: RequestInit;
  /** The file's name. */
  readonly name: string;
}

/**
 * Saves what a call answers as a file; a refusal is shown as that of any act. The file goes to the disk and is kept nowhere in the
 * page, because it may hold codes: an act resolves with true.
 */
export function useDownload<Input = void>(
  about: string,
  want: (input: Input) => Wanted,
): Act<Input, true> {
  return useAct<Input, true>({
    about,
    run: async (input) => {
      const { url, init, name } = want(input);
      const response = await fetch(url, { ...init, credentials: 'same-origin' });
      if (!response.ok) {
        await take(Promise.resolve({ error: await response.json(), response }));
      }
      save(await response.blob(), name);
      return true;
    },
  });
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
