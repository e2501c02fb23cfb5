import { defineConfig } from 'vitest/config';
import { patienceMs } from './test/support/patience.js';

/** Node's `imports` map leads to the TypeScript sources in tests, to dist/ in the running system. */
const fromSource = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          name: 'unit',
          include: ['libs/**/*.test.ts', 'apps/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
          // A shared machine may be slow; none of these tests is about time.
          testTimeout: 300_000,
          expect: { poll: { timeout: patienceMs } },
        },
      },
      {
        ...fromSource,
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          pool: 'forks',
          maxWorkers: 1,
          // A busy machine takes several times as long; what hangs is still told.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Of itself vitest asks for one second, and calls missing what is only late.
          expect: { poll: { timeout: patienceMs } },
        },
      },
    ],
  },
});
