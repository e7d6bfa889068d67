import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { callLists } from './call-lists.ts';

/** `node contract/build/gen.ts` writes all generated files, and removes pages of codes that are gone. */
const root = join(import.meta.dirname, '../..');
await write(callLists());
// Only now: what it imports is made of these lists.
const { generatedFiles } = await import('./generated.ts');
const files = generatedFiles();
await write(files);
for (const name of await readdir(join(root, 'docs/errors'))) {
  if (!files.has(`docs/errors/${name}`)) await rm(join(root, 'docs/errors', name));
}
console.log(`${files.size} files written.`);

async function write(texts: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of texts) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
