import { join } from 'node:path';
import type { WebApp } from '@psnb2b/contract';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { formRules } from './form-rules.ts';
import { pageList } from './page-list.ts';
import { paintFirst } from './paint-first.ts';
import { usedStyles } from './used-styles.ts';

const SHARED = join(import.meta.dirname, '../public');

/** What the frame of the app and a page of figures need of Mantine, besides its core. */
const DRAWN =
  'ActionIcon|Alert|Button|CloseButton|CopyButton|Group|Indicator|Loader|Stack|Text|Title|Transition|UnstyledButton';
/** What a list needs besides, for its foot. */
const LISTED = 'Combobox/ComboboxChevron|Input|InputBase|NativeSelect';
/** Everything else of Mantine and what only that needs: fields, menus, dialogs. */
const LATER = new RegExp(
  `node_modules/(@mantine/core/esm/(components/(?!(${DRAWN}|${LISTED})/)|utils/)|@floating-ui/|react-number-format/|react-remove-scroll|react-style-singleton/|use-sidecar/|use-callback-ref/|get-nonce/|tslib/)`,
);
/** What of our own needs those. */
const FIELDS = /ui\/src\/(act\/ActButton|form\/(Field|Form|FormDialog|NumberInput))\.tsx$/;

/**
 * What many pages share is in a few files instead of forty: without HTTP/2, a browser asks for six at a time, and each waits for a round trip.
 * What few share stays in small files, so that a page loads little that it does not use; and fields and dialogs are in a file of their own,
 * so that a page without them is drawn before they are there.
 */
const GROUPS = [
  { name: 'core', test: /@mantine\/core\/esm\/core\//, priority: 4 },
  {
    name: 'vendor',
    test: (id: string) => id.includes('node_modules') && !LATER.test(id),
    minShareCount: 20,
    priority: 3,
  },
  { name: 'forms', test: /node_modules/, minShareCount: 20, priority: 2 },
  {
    name: 'shared',
    test: (id: string) => /\/src\//.test(id) && !FIELDS.test(id),
    minShareCount: 40,
    priority: 1,
  },
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
