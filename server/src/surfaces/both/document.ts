import type { Door } from '@psnb2b/contract';
import { compute, task } from '../../kit/compute/index.ts';
import { raw } from '../../kit/http/index.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';

const buildDocument = task<typeof import('./build-document.ts').run>(
  new URL('./build-document.ts', import.meta.url),
);

/** A document's text, made once: on the first call, when the address is known. */
export function documentText(door: Door | 'api', publicUrl: () => string): () => Promise<string> {
  let text: string | undefined;
  return async () => {
    text ??= await compute(buildDocument, { door, serverUrl: publicUrl() });
    return text;
  };
}

/** The OpenAPI document of a web app's API. */
export function documentRoutes({ publicUrl }: Parts, door: Door) {
  const document = documentText(door, publicUrl);
  return onBoth({ getOpenapi: async () => raw(200, await document()) });
}
