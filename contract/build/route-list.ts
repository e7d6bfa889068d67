import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SURFACES = join(import.meta.dirname, '../../server/src/surfaces');
const EXPORTED = /^export function (console\w+Routes?)\b/gm;

/**
 * The list of the console's route functions, as source text: whatever the files of `console/` and `both/` export as
 * `console…Routes`. So a new noun is in no list by hand.
 */
export function routeList(): ReadonlyMap<string, string> {
  const found = ['both', 'console'].flatMap((folder) =>
    readdirSync(join(SURFACES, folder))
      .filter((name) => /^(?!index\.)[\w-]+\.ts$/.test(name) && !name.endsWith('.test.ts'))
      .sort((a, b) => (a.replace('.ts', '') < b.replace('.ts', '') ? -1 : 1))
      .flatMap((name) => {
        const text = readFileSync(join(SURFACES, folder, name), 'utf8');
        const names = [...text.matchAll(EXPORTED)].map(([, each = '']) => each);
        const from = folder === 'console' ? `./${name}` : `../${folder}/${name}`;
        return names.length === 0 ? [] : [{ from, names }];
      }),
  );
  const lines = [
    '// Written by `npm run gen`.',
    ...found.map(({ from, names }) => `import { ${names.join(', ')} } from '${from}';`),
    '',
    '/** All calls of staff except those about their own account. */',
    'export const nouns = [',
    ...found.flatMap(({ names }) => names.map((name) => `  ${name},`)),
    '] as const;',
    '',
  ];
  return new Map([['server/src/surfaces/console/nouns.ts', lines.join('\n')]]);
}
