import type { WebApp } from '@psnb2b/contract';
import { documentText } from '../../docs/index.ts';
import { raw } from '../../kit/http/index.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The OpenAPI document of a web app's API. */
export function documentRoutes({ publicUrl }: Parts, webApp: WebApp) {
  const document = documentText(webApp, publicUrl);
  return onBoth({ getOpenapi: async () => raw(200, await document()) });
}
