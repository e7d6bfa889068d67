import type { WebApp } from '@psnb2b/contract';
import type { Plugin, Rolldown } from 'vite';

const FIRST_FONT = /ibm-plex-sans-latin-wght-normal[^/]*\.woff2$/;
const ENTRY = /<script type="module" crossorigin src="([^"]+)"><\/script>/;
const PRELOAD = /<link rel="modulepreload" crossorigin href=/g;
const LATER = '<link rel="modulepreload" crossorigin fetchpriority="low" href=';

/** Parts of the app that are started before it, each in a task of its own: together they would keep a slow telephone busy for too long. */
const PARTS = ['core', 'vendor'];

/**
 * Orders what a page loads: first what is painted, the style sheet; then the scripts, which `early.js` starts after that. On a slow line
 * they would otherwise share it with the style sheet, and the screen stay empty until all of them are there. The font of nearly all text is
 * requested with them, not after the style sheet that names it.
 */
export function paintFirst(app: WebApp): Plugin {
  return {
    name: 'psnb2b-paint-first',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => ({
        html: html
          .replace(PRELOAD, LATER)
          .replace(
            ENTRY,
            (_tag, src: string) =>
              `<meta name="app" content="${[...partsOf(bundle, src).map((file) => `/${app}/${file}`), src].join(' ')}" />\n    ${LATER}"${src}">`,
          ),
        tags: Object.keys(bundle)
          .filter((file) => FIRST_FONT.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: {
              ...{ rel: 'preload', href: `/${app}/${file}`, as: 'font', type: 'font/woff2' },
              ...{ crossorigin: true, fetchpriority: 'low' },
            },
            injectTo: 'head' as const,
          })),
      }),
    },
  };
}

/** The parts that the entry of an app imports, in the order in which they need each other. */
function partsOf(bundle: Rolldown.OutputBundle, entry: string): string[] {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
  const imported = chunks.find(({ fileName }) => entry.endsWith(fileName))?.imports;
  return PARTS.flatMap((part) =>
    chunks
      .filter(({ name, fileName }) => name === part && imported?.includes(fileName) === true)
      .map(({ fileName }) => fileName),
  );
}
