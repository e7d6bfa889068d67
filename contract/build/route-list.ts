import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../server/src/surfaces/console');
const EXPORTED = /^export function (\w+Routes)\(/gm;

/**
 * The list of the console's route functions, as source text: whatever the files of its folder export as `…Routes`. So a
 * new noun is in no list by hand.
 */
export function routeList(): ReadonlyMap<string, string> {
  const found = readdirSync(FOLDER)
    .filter((name) => /^(?!index\.)[\w-]+\.ts$/.test(name) && !name.endsWith('.test.ts'))
    .sort((a, b) => (a.replace('.ts', '') < b.replace('.ts', '') ? -1 : 1))
    .flatMap((name) => {
      const text = readFileSync(join(FOLDER, name), 'utf8');
      const names = [...text.matchAll(EXPORTED)].map(([, each = '']) => each);
      return names.length === 0 ? [] : [{ name, names }];
    });
  const lines = [
    '// Written by `npm run gen`.',
    ...found.map(({ name, names }) => `import { ${names.join(', ')} } from './${name}';`),
    '',
    '/** The routes of each noun. */',
    'export const nouns = [',
    ...found.flatMap(({ names }) => names.map((name) => `  ${name},`)),
    '] as const;',
    '',
  ];
  return new Map([['server/src/surfaces/console/nouns.ts', lines.join('\n')]]);
}
