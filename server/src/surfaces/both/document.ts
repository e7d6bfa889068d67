import type { WebApp } from '@psnb2b/contract';
import { compute, task } from '../../kit/compute/index.ts';
import { raw } from '../../kit/http/index.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';

const buildDocument = task<typeof import('./build-document.ts').run>(
  new URL('./build-document.ts', import.meta.url),
);

/** A document's text, made once: on the first call, when the address is known. */
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

/** The OpenAPI document of a web app's API. */
export function documentRoutes({ publicUrl }: Parts, webApp: WebApp) {
  const document = documentText(webApp, publicUrl);
  return onBoth({ getOpenapi: async () => raw(200, await document()) });
}
