import { type Door, portalOperations } from '@psnb2b/contract';
import { compute, task } from '../../kit/compute/index.ts';
import { raw } from '../../kit/http/index.ts';
import { type DoorRoute, doorRoute } from './door-reply.ts';

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
export function documentRoute(door: Door, publicUrl: () => string): DoorRoute {
  const document = documentText(door, publicUrl);
  return doorRoute(portalOperations.getOpenapi, async () => raw(200, await document()));
}
