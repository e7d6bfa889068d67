import { errorCodes } from './errors/catalogue.ts';
import { buildOpenapi } from './openapi/document.ts';
import { errorIndex, errorPage } from './openapi/error-page.ts';

/** Every generated file: its path from the root of the repository, and its text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['contract/openapi.json', `${JSON.stringify(buildOpenapi(), null, 2)}\n`],
    ['docs/errors/README.md', errorIndex()],
    ...errorCodes.map((code) => [`docs/errors/${code}.md`, errorPage(code)] as const),
  ]);
}
