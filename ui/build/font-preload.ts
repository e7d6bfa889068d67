import type { WebApp } from '@psnb2b/contract';
import type { Plugin } from 'vite';

const FIRST_FONT = /ibm-plex-sans-latin-wght-normal[^/]*\.woff2$/;

/** Requests the font of nearly all text with the page, not after the style sheet that names it. */
export function fontPreload(app: WebApp): Plugin {
  return {
    name: 'psnb2b-font-preload',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => FIRST_FONT.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              href: `/${app}/${file}`,
              as: 'font',
              type: 'font/woff2',
              crossorigin: true,
            },
            injectTo: 'head' as const,
          })),
    },
  };
}
