import { rulesOf } from './check/rules.ts';
import { errorIndex, errorPage } from './error-page.ts';
import { errorCodes } from './errors.ts';
import { buildDoorOpenapi } from './openapi/door.ts';
import { buildOpenapi } from './openapi.ts';

/** Every generated file: its path from the root of the repository, and its text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['contract/openapi.json', `${JSON.stringify(buildOpenapi(), null, 2)}\n`],
    ['contract/portal.json', `${JSON.stringify(buildDoorOpenapi('portal'), null, 2)}\n`],
    ['contract/console.json', `${JSON.stringify(buildDoorOpenapi('console'), null, 2)}\n`],
    ...(['portal', 'console'] as const).map(
      (door) => [`${door}/src/api/rules.json`, `${JSON.stringify(rulesOf(door))}\n`] as const,
    ),
    ['docs/errors/README.md', errorIndex()],
    ...errorCodes.map((code) => [`docs/errors/${code}.md`, errorPage(code)] as const),
  ]);
}
