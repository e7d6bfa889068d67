import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatedFiles } from './generated.ts';

/** `node contract/build/gen.ts` writes all generated files, and removes pages of codes that are gone. */
const root = join(import.meta.dirname, '../..');
const files = generatedFiles();
for (const [path, text] of files) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
for (const name of await readdir(join(root, 'docs/errors'))) {
  if (!files.has(`docs/errors/${name}`)) await rm(join(root, 'docs/errors', name));
}
console.log(`${files.size} files written.`);
