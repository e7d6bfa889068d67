import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './server/testkit/longest-first.ts';

/** What Node alone cannot load: TSX, and a package whose sources are TypeScript. */
const WITH_VITE = ['portal/**/*.test.ts', 'console/**/*.test.ts', 'sdk/test/package.test.ts'];
/** All others. */
export const NODE = [
  'contract/**/*.test.ts',
  'server/src/**/*.test.ts',
  'server/test/**/*.test.ts',
  'server/testkit/**/*.test.ts',
  'ui/**/*.test.ts',
  'e2e/**/*.test.ts',
  'bench/**/*.test.ts',
  'sdk/**/*.test.ts',
  'cli/**/*.test.ts',
];

/** The tests, of which these run in Node alone. */
export const projectsOf = (node: readonly string[]) => [
  {
    extends: true as const,
    test: {
      name: 'node',
      include: [...node],
      exclude: [...configDefaults.exclude, ...WITH_VITE],
      globalSetup: ['server/testkit/postgres.ts'],
      // Node loads our TypeScript as it does in operation, and keeps what it compiled: having Vite transform it takes a fifth of the processor time.
      experimental: { viteModuleRunner: false, nodeLoader: false },
    },
  },
  { extends: true as const, test: { name: 'vite', include: WITH_VITE } },
];

export default defineConfig({
  test: {
    projects: projectsOf(NODE),
    // Real databases, servers and kills: processes of their own, few at once, and time to finish.
    pool: 'forks',
    // Each file loads what it imports once in a process, not again for itself: modules of ours keep caches at most.
    isolate: false,
    // So what a test replaces of the process, it replaces for itself alone: the next file runs in the same one.
    unstubGlobals: true,
    unstubEnvs: true,
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // A busy machine may take this long; a test that waits in vain still ends.
    testTimeout: 180_000,
    // The default of a second is what a busy machine takes to draw one page of a PDF.
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
