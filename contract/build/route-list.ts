import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'server/src/surfaces';
const SURFACES = ['api', 'portal', 'console'] as const;
const EXPORTED = /^export function (\w+Routes)\(/gm;

/**
 * The lists of the route functions of each API surface, as source text: whatever the files of its folder export as
 * `…Routes`. So a new noun is in no list by hand.
 */
export function routeLists(): ReadonlyMap<string, string> {
  return new Map(SURFACES.map((surface) => [`${FOLDER}/${surface}/nouns.ts`, listOf(surface)]));
}

function listOf(surface: string): string {
  const folder = join(import.meta.dirname, '../..', FOLDER, surface);
  const exports = readdirSync(folder)
    .filter((name) => /^(?!index\.)[\w-]+\.ts$/.test(name) && !name.endsWith('.test.ts'))
    .sort((a, b) => (a.replace('.ts', '') < b.replace('.ts', '') ? -1 : 1))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const names = [...text.matchAll(EXPORTED)].map(([, each = '']) => each).sort();
      return names.length === 0 ? [] : [`export { ${names.join(', ')} } from './${name}';`];
    });
  return ['// Written by `npm run gen`: the routes of each noun.', ...exports, ''].join('\n');
}
