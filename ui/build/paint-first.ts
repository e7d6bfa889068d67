import type { WebApp } from '@psnb2b/contract';
import type { Plugin } from 'vite';

const FIRST_FONT = /ibm-plex-sans-latin-wght-normal[^/]*\.woff2$/;
const ENTRY = /<script type="module" crossorigin src="([^"]+)"><\/script>/;
const PRELOAD = /<link rel="modulepreload" crossorigin href=/g;
const LATER = '<link rel="modulepreload" crossorigin fetchpriority="low" href=';

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
            (_tag, src: string) => `<meta name="app" content="${src}" />\n    ${LATER}"${src}">`,
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
