import type { WebApp } from '@psnb2b/contract';
import { compute, task } from '../kit/compute/index.ts';

const buildDocument = task<typeof import('./build-document.ts').run>(
  new URL('./build-document.ts', import.meta.url),
);

/** The text of an API's OpenAPI document, made once: on the first call, when the address is known. */
export function documentText(
  webApp: WebApp | 'api',
  publicUrl: () => string,
): () => Promise<string> {
  let text: string | undefined;
  return async () => {
    text ??= await compute(buildDocument, { webApp, serverUrl: publicUrl() });
    return text;
  };
}
