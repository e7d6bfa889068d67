import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type App = 'portal' | 'console';

interface Route {
  readonly path?: string;
  readonly children?: readonly Route[];
}

/** Patterns of all pages of an app, read from the very table that its router is made of. */
export async function pagesOf(app: App): Promise<string[]> {
  const table = join(import.meta.dirname, '../..', app, 'src/routes.tsx');
  const { routes } = (await import(table)) as { routes: readonly Route[] };
  return routes.flatMap((route) => pagesBelow(route, ''));
}

function pagesBelow({ path = '', children = [] }: Route, above: string): string[] {
  const here = path === '' ? above : `${above}/${path.replace(/^\//, '')}`;
  // What has others below it is the frame around them.
  return children.length > 0 ? children.flatMap((child) => pagesBelow(child, here)) : [here];
}

/** An address of a pattern: each of its parameters is taken from `ids`, by what stands before it. */
export function addressOf(pattern: string, ids: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\/([\w-]+)\/:\w+/g, (_, noun: string) => {
    const id = ids[noun];
    if (id === undefined) throw new Error(`nothing of “${noun}” is there to open ${pattern} with`);
    return `/${noun}/${id}`;
  });
}

/** How many columns of acts the sources of both apps have: each belongs to a table of its own. */
export async function countActColumns(): Promise<number> {
  let columns = 0;
  for (const room of ['ui', 'portal', 'console']) {
    const folder = join(import.meta.dirname, '../..', room, 'src');
    for (const name of await readdir(folder, { recursive: true })) {
      if (!name.endsWith('.tsx')) continue;
      const source = await readFile(join(folder, name), 'utf8');
      columns += source.match(/\btitle: '',\s+(?:align: 'right',\s+)?cell:/g)?.length ?? 0;
    }
  }
  return columns;
}
