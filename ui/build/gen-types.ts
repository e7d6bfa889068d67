import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const ROOT = join(import.meta.dirname, '../..');
const NOTE = '// Generated from the contract by `npm run gen`; do not edit.\n';

type Paths = Record<string, Record<string, { tags?: string[] }>>;

/** The types of the doors' documents, and of what both share: their path from the root, and their text. */
export async function generatedTypes(): Promise<ReadonlyMap<string, string>> {
  const [portal, console] = await Promise.all([read('portal'), read('console')]);
  const documents = [
    ['portal/src/api/paths.d.ts', portal],
    ['console/src/api/paths.d.ts', console],
    ['ui/src/account/paths.d.ts', { ...portal, paths: sharedPaths(portal, console) }],
  ] as const;
  const made = documents.map(async ([path, document]) => {
    const nodes = await openapiTypescript(JSON.stringify(document), { defaultNonNullable: false });
    return [path, NOTE + astToString(nodes)] as const;
  });
  return new Map(await Promise.all(made));
}

/** What people do about themselves is the same call in both doors. */
function sharedPaths(one: { paths: Paths }, other: { paths: Paths }): Paths {
  const shared = Object.entries(one.paths).filter(
    ([path, item]) =>
      path in other.paths &&
      (path.startsWith('/notifications') ||
        Object.values(item).every(({ tags }) => tags?.includes('Sign-in'))),
  );
  return Object.fromEntries(shared);
}

async function read(door: string): Promise<{ paths: Paths }> {
  return JSON.parse(await readFile(join(ROOT, `contract/${door}.json`), 'utf8'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = await generatedTypes();
  for (const [path, text] of files) await writeFile(join(ROOT, path), text);
  console.log(`${files.size} files of types written.`);
}
