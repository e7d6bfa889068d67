import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin, Rolldown } from 'vite';
import { ACCOUNT } from '../src/pages/account-pages.ts';
import type { EarlyRead, PageEntry, PageTable } from '../src/pages/page-table.ts';

const FIELD = 'src/form/Field.tsx';
const RULES = 'virtual:form-rules';

/** A page as the server knows it. */
interface BuiltPage extends Pick<PageEntry, 'path' | 'title' | 'lead'> {
  /** Whether the frame of the app is around it. */
  readonly framed: boolean;
  /** The scripts that it needs besides those that the page itself names, in the folder of the build. */
  readonly scripts: readonly string[];
  /** What it reads first, with what its frame reads. */
  readonly early: readonly string[];
}

/**
 * Writes `pages.json` beside the built pages: the app's table with the scripts of each page, from which the server knows its pages,
 * answers anything else with 404, and names what a page needs before its first script has run.
 */
export function pageList(folder: string): Plugin {
  return {
    name: 'psnb2b-page-list',
    async generateBundle(_options, bundle) {
      const table = pathToFileURL(join(folder, 'src/pages.ts')).href;
      const { pages, early = [] } = (await import(table)) as {
        pages: PageTable;
        early?: readonly EarlyRead[];
      };
      const named = new Set(withImports(bundle, chunkOf(bundle, 'index.html')));
      const built = Object.values(pages).map(
        ({ path, title, lead, file, outside, early: first = [] }): BuiltPage => {
          const framed = outside !== true;
          const page = file.startsWith(ACCOUNT) ? 'src/account/pages.ts' : `src/pages/${file}.tsx`;
          const parts = [...(framed ? ['src/app/Frame.tsx'] : []), page];
          const own = parts.flatMap((each) => withImports(bundle, chunkOf(bundle, each)));
          // A page with fields needs their rules to be drawn.
          const hasFields = own.includes(chunkOf(bundle, FIELD).fileName);
          const scripts = [...own, ...(hasFields ? [chunkOf(bundle, RULES).fileName] : [])];
          return {
            ...{ path, title, framed },
            ...(lead !== undefined && { lead }),
            scripts: [...new Set(scripts)].filter((each) => !named.has(each)),
            early: framed ? ['/me', ...[...early, ...first].map(addressOf)] : [],
          };
        },
      );
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(built) });
    },
  };
}

/** The chunk that a module is in, by the end of the module's path. */
function chunkOf(bundle: Rolldown.OutputBundle, module: string): Rolldown.OutputChunk {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
  const found =
    chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module)) ??
    chunks.find(({ moduleIds }) => moduleIds.some((each) => each.endsWith(module)));
  if (!found) throw new Error(`no chunk has ${module}`);
  return found;
}

/** The files of a chunk and of everything that it imports at once. */
function withImports(
  bundle: Rolldown.OutputBundle,
  { fileName, imports }: Rolldown.OutputChunk,
): string[] {
  const found = [fileName];
  for (const name of imports) {
    const chunk = bundle[name];
    if (chunk?.type === 'chunk') found.push(...withImports(bundle, chunk));
  }
  return [...new Set(found)];
}

/** The address of a read as the app asks for it. */
function addressOf({ path, query }: EarlyRead): string {
  if (!query) return path;
  return `${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
}
