import { defineConfig } from 'vitest/config';
import all from './vitest.config.ts';

/** What `npm run test:languages` runs: programs in languages that a machine need not have. */
export default defineConfig({
  ...all,
  test: {
    ...all.test,
    include: ['server/test/languages/*.language.ts', 'cli/test/*.language.ts'],
    // The programs are what takes the time: files side by side would only make each slower.
    maxWorkers: 1,
  },
});
