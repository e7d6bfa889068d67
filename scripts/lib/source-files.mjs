import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './ensure.mjs';

const SKIPPED = /^(node_modules|data|dist(\.\d+)?|generated|coverage|\.git)$/;

/** Returns our own files under some folders, as {path, text}, with paths relative to the root. */
export function sourceFiles(folders, pattern) {
  const files = folders.flatMap((folder) => walk(join(ROOT, folder)));
  return files
    .filter((path) => pattern.test(path))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }));
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
