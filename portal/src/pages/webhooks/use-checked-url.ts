import { take, toFailure } from '@psnb2b/ui';
import { useEffect } from 'react';
import { api } from '../../client.ts';

const TYPING_MS = 300;

/** A form with a URL of an endpoint in it: `set` shows a sentence at its field. */
interface Checked {
  readonly url: string;
  readonly set: (sentence: string) => void;
}

/** Checks the URL by the rules of registration when the typing stops, and shows what is wrong with it at its field. */
export function useCheckedUrl({ url, set }: Checked, initial = ''): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each text that was typed.
  useEffect(() => {
    if (url === initial || url === '') return;
    let isOver = false;
    const timer = setTimeout(async () => {
      try {
        await take(api.POST('/webhook-endpoints/check', { body: { url } }));
      } catch (error) {
        const [fault] = toFailure(error).fields;
        if (fault && !isOver) set(fault.detail);
      }
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [url]);
}
