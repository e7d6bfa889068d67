import { defineConfig } from 'vitest/config';
import { LongestFirst } from './server/testkit/longest-first.ts';

export default defineConfig({
  test: {
    include: [
      'contract/**/*.test.ts',
      'server/src/**/*.test.ts',
      'server/test/**/*.test.ts',
      'server/testkit/**/*.test.ts',
      'ui/**/*.test.ts',
      'portal/**/*.test.ts',
      'console/**/*.test.ts',
      'e2e/**/*.test.ts',
      'bench/**/*.test.ts',
      'sdk/**/*.test.ts',
      'cli/**/*.test.ts',
    ],
    globalSetup: ['server/testkit/postgres.ts'],
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
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
