import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type { PageTable } from '../src/pages/page-table.ts';

/**
 * Writes `pages.json` beside the built pages: the paths of the app's table, from which the server knows its pages and
 * answers anything else with 404.
 */
export function pageList(folder: string): Plugin {
  return {
    name: 'psnb2b-page-list',
    async generateBundle() {
      const table = pathToFileURL(join(folder, 'src/pages.ts')).href;
      const { pages } = (await import(table)) as { pages: PageTable };
      const source = JSON.stringify(Object.values(pages).map(({ path }) => path));
      this.emitFile({ type: 'asset', fileName: 'pages.json', source });
    },
  };
}
