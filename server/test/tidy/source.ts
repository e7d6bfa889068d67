import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A file of the repository: its path from the root, and its text. */
export type Source = { readonly path: string; readonly text: string };

/** A rule reads all sources and returns what is wrong, one sentence each. */
export type Rule = (sources: readonly Source[]) => string[];

export const ROOT = join(import.meta.dirname, '../../..');

const OURS = '{contract,server,ui,portal,console,e2e,bench,sdk,cli,scripts}/**/*.{ts,tsx,mjs,sql}';
/** Installed, built or generated files: nobody writes them by hand. */
const NOT_OURS = /node_modules|\/dist|paths\.d\.ts$|(^|\/)generated(\/|$)/;

export function readSources(): Source[] {
  const paths = globSync([OURS, 'package-lock.json'], {
    cwd: ROOT,
    exclude: (path) => NOT_OURS.test(path),
  });
  return paths.sort().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

export function isTest(path: string): boolean {
  return /\.(test|language)\.ts$|^server\/(test|testkit)\/|^e2e\//.test(path);
}

const IMPORT = /^\s*(?:import|export)\b[^'"`;]*?from\s*'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/gm;

/** Returns the files that a file imports by a relative path, types included, as paths from the root. */
export function importsOf(source: Source): string[] {
  if (!/\.(tsx?|mjs)$/.test(source.path)) return [];
  const found = [...source.text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
  return found.map((specifier) => normalize(join(dirname(source.path), specifier)));
}

/**
 * The module of a file below server/src. `main` is what puts the modules together: the files at the top, and the
 * commands.
 */
export function moduleOf(path: string): string | null {
  const [, inside] = /^server\/src\/(.+)$/.exec(path) ?? [];
  if (inside === undefined) return null;
  const folder = inside.includes('/') ? inside.split('/')[0] : undefined;
  return folder === undefined || folder === 'commands' ? 'main' : folder;
}
