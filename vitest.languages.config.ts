import { defineConfig } from 'vitest/config';
import all from './vitest.config.ts';

/** What `npm test -- --languages` runs: also programs in languages that a machine need not have. */
export default defineConfig({
  ...all,
  test: {
    ...all.test,
    include: [
      ...(all.test?.include ?? []),
      'server/test/languages/*.language.ts',
      'cli/test/*.language.ts',
    ],
  },
});
