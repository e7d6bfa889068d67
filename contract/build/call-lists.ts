import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, '../src');
const EXPORTED = /^export const (\w+Operations)\b/gm;

/**
 * The list of the calls of each web app, as source text: whatever the files `<noun>/console*.ts` and `<noun>/portal*.ts`
 * export as operations. So a new noun is in no list by hand. The files are read, not imported: they are what the lists
 * are made of.
 */
export function callLists(): ReadonlyMap<string, string> {
  return new Map(
    (['console', 'portal'] as const).map((webApp) => [
      `contract/src/calls/${webApp}-calls.ts`,
      callList(webApp),
    ]),
  );
}

function callList(webApp: 'console' | 'portal'): string {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/').replace(/\.ts$/, ''))
    .filter((path) => new RegExp(`^(?!calls/)[\\w-]+/${webApp}(-[\\w-]+)?$`).test(path))
    .sort();
  const found = files.map((path) => {
    const text = readFileSync(join(SOURCE, `${path}.ts`), 'utf8');
    return { path, names: [...text.matchAll(EXPORTED)].map(([, name = '']) => name) };
  });
  const names = found.flatMap((each) => each.names);
  return [
    '// Written by `npm run gen`.',
    ...found.map((each) => `import { ${each.names.join(', ')} } from '../${each.path}.ts';`),
    '',
    ...found.map((each) => `export * from '../${each.path}.ts';`),
    '',
    `/** The calls of the ${webApp}, but those of the account. */`,
    `export const ${webApp}Calls = {`,
    ...names.map((name) => `  ...${name},`),
    '} as const;',
    '',
  ].join('\n');
}
