import stringify from 'json-stringify-pretty-compact';
import { errorCodes } from '../src/errors/catalogue.ts';
import { buildOpenapi } from '../src/openapi/document.ts';
import { errorIndex, errorPage } from '../src/openapi/error-page.ts';
import { callLists } from './call-lists.ts';
import { routeLists } from './route-list.ts';
import { sdkFiles } from './sdk-files.ts';

/** Every generated file: its path from the root of the repository, and its text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...callLists(),
    ...routeLists(),
    ...sdkFiles(),
    ['contract/openapi.json', `${stringify(buildOpenapi(), { maxLength: 140 })}\n`],
    ['docs/errors/README.md', errorIndex()],
    ...errorCodes.map((code) => [`docs/errors/${code}.md`, errorPage(code)] as const),
  ]);
}
