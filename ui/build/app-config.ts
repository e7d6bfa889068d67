import { join } from 'node:path';
import type { WebApp } from '@psnb2b/contract';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { formRules } from './form-rules.ts';
import { pageList } from './page-list.ts';
import { paintFirst } from './paint-first.ts';
import { usedStyles } from './used-styles.ts';

const SHARED = join(import.meta.dirname, '../public');

/**
 * What many pages share is in two files instead of forty: without HTTP/2, a browser asks for six at a time, and each waits for a round trip.
 * What few share stays in small files, so that a page loads little that it does not use.
 */
const GROUPS = [
  { name: 'vendor', test: /node_modules/, minShareCount: 20, priority: 2 },
  { name: 'shared', test: /\/src\//, minShareCount: 40, priority: 1 },
];

/**
 * Returns the build configuration of a web app: into `dist` of its folder, for the address of its name (`/portal/`),
 * without anything inline, so that the page's policy need not allow it.
 */
export function appConfig(app: WebApp, folder: string): UserConfig {
  return {
    root: folder,
    base: `/${app}/`,
    publicDir: SHARED,
    logLevel: 'warn',
    plugins: [react(), usedStyles(folder), paintFirst(app), formRules(app), pageList(folder)],
    build: {
      target: 'es2023',
      outDir: 'dist',
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // The size of a first page is measured compressed, by `npm run bench -- first-page`.
      chunkSizeWarningLimit: 1_000,
      manifest: true,
      // One style sheet: all pages together have less of their own than one more request costs.
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(folder, 'index.html'),
        output: { codeSplitting: { groups: GROUPS } },
      },
    },
  };
}

export { pdfFrame } from './pdf-frame.ts';
