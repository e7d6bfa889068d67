import { join } from 'node:path';
import type { WebApp } from '@psnb2b/contract';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { fontPreload } from './font-preload.ts';
import { formRules } from './form-rules.ts';
import { pageList } from './page-list.ts';

const SHARED = join(import.meta.dirname, '../public');

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
    plugins: [react(), fontPreload(app), formRules(app), pageList(folder)],
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
      rolldownOptions: { input: join(folder, 'index.html') },
    },
  };
}
