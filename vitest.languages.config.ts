import { defineConfig } from 'vitest/config';
import all, { NODE, projectsOf } from './vitest.config.ts';

/** What `npm test -- --languages` runs: also programs in languages that a machine need not have. */
export default defineConfig({
  ...all,
  test: {
    ...all.test,
    projects: projectsOf([
      ...NODE,
      'server/test/languages/*.language.ts',
      'cli/test/*.language.ts',
    ]),
  },
});
