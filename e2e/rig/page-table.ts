import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type App = 'portal' | 'console';

/** A page of an app: its path, the call that it needs, and whether it is for people who are not signed in. */
export interface PageOfApp {
  readonly path: string;
  readonly call?: string;
  readonly nav?: object;
  readonly outside?: true;
  readonly leadsOn?: true;
}

/** Returns all pages of an app, from the table that its routes, links and navigation derive from. */
export async function pagesOf(app: App): Promise<PageOfApp[]> {
  const table = join(import.meta.dirname, '../..', app, 'src/pages.ts');
  const { pages } = (await import(table)) as { pages: Readonly<Record<string, PageOfApp>> };
  return Object.values(pages);
}

/** Returns an address of a pattern: the value of each parameter is found in `ids` by the word before it. */
export function addressOf(pattern: string, ids: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\/([\w-]+)\/:\w+/g, (_, noun: string) => {
    const id = ids[noun];
    if (id === undefined) throw new Error(`nothing of “${noun}” is there to open ${pattern} with`);
    return `/${noun}/${id}`;
  });
}

/** Returns how many columns of actions the sources of both apps have: each belongs to a table of its own. */
export async function countActColumns(): Promise<number> {
  let columns = 0;
  for (const room of ['ui', 'portal', 'console']) {
    const folder = join(import.meta.dirname, '../..', room, 'src');
    for (const name of await readdir(folder, { recursive: true })) {
      if (!name.endsWith('.tsx')) continue;
      const source = await readFile(join(folder, name), 'utf8');
      columns += source.match(/\btitle: '',\s+(?:align: 'right',\s+)?cell:|\.acts\(/g)?.length ?? 0;
    }
  }
  return columns;
}

/** Returns the name of a page's pictures: `portal-orders-id`. */
export function nameOf(app: App, pattern: string): string {
  return `${app}${
    pattern
      .replace('*', 'nowhere')
      .replaceAll(/[^\w]+/g, '-')
      .replace(/-$/, '') || '-home'
  }`;
}
