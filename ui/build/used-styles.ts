import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const ALL = '@import "@mantine/core/styles.layer.css";';
const CORE = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.layer.css'));
const SHARED = join(import.meta.dirname, '../src');
/** What every page needs, whatever it shows. */
const BASE = ['baseline', 'default-css-variables', 'global'];
const NAMED = /import \{([^{}]*)\} from ["']@mantine\/core["']/g;
const RELATIVE = /from "(\.\.?\/[^"]+\.mjs)"/g;
const STYLES = '.module.mjs';

/**
 * Leaves of Mantine's style sheet what the components have that an app shows: half of it, which a browser would load and match before it
 * paints. The components are read from the imports of the sources, so no list is kept by hand, and a new one has its styles at once.
 */
export function usedStyles(folder: string): Plugin {
  return {
    name: 'psnb2b-used-styles',
    enforce: 'pre',
    transform: (code, id) => {
      if (!id.endsWith('.css') || !code.includes(ALL)) return null;
      const imports = stylesOf(join(folder, 'src')).map(
        (each) => `@import "@mantine/core/styles/${each}.layer.css";`,
      );
      return { code: code.replace(ALL, imports.join('\n')), map: null };
    },
  };
}

/** The names of the style sheets that the sources of an app need, in the order in which Mantine has them. */
export function stylesOf(sources: string): string[] {
  const files = new Map(
    globSync('esm/components/**/*.mjs', { cwd: CORE }).map((file) => [
      basename(file, '.mjs'),
      join(CORE, file),
    ]),
  );
  const found = new Set<string>();
  const open = namesIn(sources).flatMap((name) => files.get(name) ?? []);
  for (const file of open) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(RELATIVE)) {
      open.push(join(dirname(file), path));
    }
  }
  const own = [...found]
    .filter((file) => file.endsWith(STYLES))
    .map((file) => basename(file, STYLES));
  const whole = readFileSync(join(CORE, 'styles.layer.css'), 'utf8');
  return [...BASE, ...own.sort((one, other) => placeIn(whole, one) - placeIn(whole, other))];
}

/** What the app, what both apps share, and Mantine's other packages import of `@mantine/core`. */
function namesIn(sources: string): string[] {
  const others = ['notifications', 'spotlight'].map((each) => join(CORE, `../${each}/esm`));
  return [sources, SHARED, ...others].flatMap((folder) =>
    globSync('**/*.{tsx,ts,mjs}', { cwd: folder }).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(NAMED)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.trim().split(' ')[0] ?? ''),
      ),
    ),
  );
}

/** Where the sheet of a component begins in the sheet of all: what overrides another comes after it. */
function placeIn(whole: string, name: string): number {
  const sheet = readFileSync(join(CORE, 'styles', `${name}.layer.css`), 'utf8');
  const [first = name] = /\.m_[0-9a-f]+/.exec(sheet) ?? [];
  return whole.indexOf(`${first} `);
}
